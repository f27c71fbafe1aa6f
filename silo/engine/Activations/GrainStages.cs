using Framemill.Engine.Lifecycle;
using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <summary>The life of one activation in stages.</summary>
internal sealed class GrainStages : Stages, IGrainLifecycle
{
    public void AddMigrationParticipant(IGrainMigrationParticipant participant)
    {
        // Activations do not move here: there is nothing to take part in.
    }

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant)
    {
        // As above.
    }
}
