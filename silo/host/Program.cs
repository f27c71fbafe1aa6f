using System.CommandLine;
using Framemill.Pixels;
using Framemill.Silo.Commands;

NativeHeap.ReturnLargeBlocks();

// Told to stop, a server hands over what it is at before it goes: the host says when that has taken too long.
var patience = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) };
return await FramemillCommand.Create().Parse(args).InvokeAsync(patience);
