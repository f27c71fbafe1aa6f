using System.Text.Json;
using Framemill.Api.Generate;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Renders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Edit;

/// <summary>Shotstack's Edit API: its clients work here when their base URL points to <c>/edit/v1</c>.</summary>
internal static class EditRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => VendorGroups.Map(routes, "edit", edit =>
    {
        edit.MapPost("/render", SubmitAsync)
            .WithSummary("Render an edit").Accepts<JsonElement>("application/json")
            .Produces<VendorAnswer<VendorQueued>>(StatusCodes.Status201Created)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        edit.MapGet("/render/{id}", GetAsync)
            .WithSummary("State of a render; with data=true also its edit, merged=true after its merge fields")
            .Produces<VendorAnswer<VendorRender>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        TemplateRoutes.Map(edit);
        ProbeRoutes.Map(edit);
        GenerateRoutes.Map(edit);
    });

    private static async Task<IResult> SubmitAsync(
        HttpContext http, RenderDoor door, CancellationToken cancellationToken) =>
        VendorAnswers.Of(await door.SubmitAsync(http, cancellationToken));

    private static async Task<IResult> GetAsync(
        string id, bool? data, bool? merged, HttpContext http, IGrainFactory grains,
            CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id)) return NotFound(id);
        var render = grains.GetGrain<IRenderGrain>(id);
        if (await render.GetAsync(cancellationToken) is not { } view || view.Tenant != ApiKeyFilter.TenantOf(http))
            return NotFound(id);

        JsonElement? edit = null;
        if (data == true && await render.GetEditAsync(merged ?? false, cancellationToken) is { } json)
        {
            edit = JsonElement.Parse(json);
        }

        return VendorAnswers.Render(VendorRender.From(view, RenderDoor.FilesUrl(http.Request, id), edit));
    }

    private static IResult NotFound(string id) =>
        VendorAnswers.Refused(StatusCodes.Status404NotFound, "Not Found", $"There is no render '{id}'.");
}
