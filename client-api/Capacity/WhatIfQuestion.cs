using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Api.Capacity;

/// <summary>A <see cref="WhatIf"/> as it is posted: what is left out stays as it is.</summary>
internal sealed class WhatIfQuestion
{
    public int Minutes { get; set; } = 60;

    public int Devices { get; set; }

    public double Speed { get; set; } = 1;

    public double Demand { get; set; } = 1;

    public Dictionary<string, double> Classes { get; set; } = [];

    public Dictionary<string, double> Profiles { get; set; } = [];

    /// <summary>Null when a class is not known.</summary>
    public WhatIf? ToWhatIf()
    {
        var classes = new Dictionary<WorkClass, double>();
        foreach (var (name, factor) in Classes)
        {
            if (!Enum.TryParse<WorkClass>(name, ignoreCase: true, out var known) || !Enum.IsDefined(known)) return null;
            classes[known] = factor;
        }

        return new WhatIf
        {
            Minutes = Minutes,
            Devices = Devices,
            Speed = Speed,
            Demand = Demand,
            Classes = classes,
            Profiles = Profiles,
        };
    }
}
