using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
namespace Framemill.Engine.Clusters;
internal static class SiloServices
{
    public static void AddSilo(IServiceCollection services, IConfiguration configuration) => throw new NotImplementedException();
    public static void AddClient(IServiceCollection services) => throw new NotImplementedException();
}
