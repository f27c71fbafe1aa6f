using Framemill.Silo.Commands;

return await FramemillCommand.Create().Parse(args).InvokeAsync();
