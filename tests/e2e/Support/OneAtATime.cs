// Each of these tests drives whole servers and encoders; side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
