// Each of these tests drives whole clusters and encoders; side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
