namespace Framemill.Pixels;

/// <summary>Work on rows, each of which may be done by itself. Its result does not depend on who does which.</summary>
public interface IBandJob
{
    /// <summary>Does the rows <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    void Run(int first, int end);
}
