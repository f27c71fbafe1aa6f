using Framemill.Ports;

namespace Framemill.Devices;

/// <summary>The data plane as a device sees it.</summary>
public sealed record DevicePorts(
    IFilmPreparer Preparer,
    ISoundMixer Mixer,
    IFilmAssembler Assembler,
    IFrameRenderer Renderer,
    IFrameStore Frames);
