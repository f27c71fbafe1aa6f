using Framemill.Api.About;
using Framemill.Api.Capacity;
using Framemill.Api.Assets;
using Framemill.Api.Create;
using Framemill.Api.Devices;
using Framemill.Api.Edit;
using Framemill.Api.Ingest;
using Framemill.Api.Renders;
using Framemill.Api.Security;
using Framemill.Api.Serve;
using Framemill.Api.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Framemill.Api;

/// <summary>Puts the door into a web application. It needs the ports, a grain factory and a time provider.</summary>
public static class ApiSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddFramemillApi()
        {
            services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
            services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
            services.AddSingleton<ApiKeys>();
            services.AddSingleton<RequestRates>();
            services.AddSingleton<UploadLinks>();
            services.AddSingleton<RenderDoor>();
            services.AddSingleton<RenderEvents>();
            services.AddSingleton<IValidateOptions<PoolsOptions>, PoolsOptionsValidator>();
            services.AddOptions<PoolsOptions>().BindConfiguration(PoolsOptions.Section).ValidateOnStart();
            services.ConfigureHttpJsonOptions(
                o =>
                {
                    o.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
                    o.SerializerOptions.TypeInfoResolverChain.Insert(1, CapacityJson.Default);
                });
            services.AddOpenApi("openapi");
            return services;
        }
    }

    extension(WebApplication app)
    {
        public WebApplication MapFramemillApi()
        {
            app.MapOpenApi("/{documentName}.json");
            EditRoutes.Map(app);
            ServeRoutes.Map(app);
            IngestRoutes.Map(app);
            CreateRoutes.Map(app);
            UploadRoutes.Map(app);
            AssetFileRoutes.Map(app);
            RenderRoutes.Map(app);
            AboutRoutes.Map(app);
            CapacityRoutes.Map(app);
            DeviceRoutes.Map(app);
            StudioRoutes.Map(app);
            return app;
        }
    }
}
