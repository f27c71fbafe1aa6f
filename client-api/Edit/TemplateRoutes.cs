using System.Text.Json;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Framemill.Templates;
using Framemill.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Edit;

/// <summary>Edits that are kept with their placeholders and rendered with values for them.</summary>
internal static class TemplateRoutes
{
    private const int NameCharactersMax = 500;

    public static void Map(RouteGroupBuilder edit)
    {
        edit.MapPost("/templates", CreateAsync).WithSummary("Keep an edit as a template")
            .Accepts<JsonElement>("application/json")
            .Produces<VendorAnswer<VendorQueued>>(StatusCodes.Status201Created)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        edit.MapGet("/templates", ListAsync).WithSummary("All templates").Produces<VendorAnswer<VendorTemplates>>();
        edit.MapGet("/templates/{id}", GetAsync).WithSummary("A template with its edit")
            .Produces<VendorAnswer<VendorTemplate>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        edit.MapPut("/templates/{id}", ChangeAsync).WithSummary("Change a template")
            .Accepts<JsonElement>("application/json").Produces<VendorAnswer<VendorQueued>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        edit.MapDelete("/templates/{id}", DeleteAsync).WithSummary("Delete a template")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        edit.MapPost("/templates/render", RenderAsync)
            .WithSummary("Render a template, with values for its placeholders")
            .Accepts<JsonElement>("application/json")
            .Produces<VendorAnswer<VendorQueued>>(StatusCodes.Status201Created)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
    }

    private static Task<IResult> CreateAsync(
        HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken) =>
        SaveAsync(Guid.NewGuid().ToString("D"), mustExist: false, http, grains, options, cancellationToken);

    private static Task<IResult> ChangeAsync(
        string id, HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options,
        CancellationToken cancellationToken) =>
        SaveAsync(id, mustExist: true, http, grains, options, cancellationToken);

    private static async Task<IResult> SaveAsync(
        string id, bool mustExist, HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id)) return VendorAnswers.NotFound("template", id);
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.Value.EditBytesMax, cancellationToken);
        if (body is null) return refusal!;
        var name = body.Text("name", required: true, NameCharactersMax);
        var edit = body.Object("template", required: true);
        body.Only("name", "template");
        if (body.IsFaulty) return body.Refuse();

        var save = new SaveTemplate { Name = name!, Edit = edit!.Value.GetRawText(), MustExist = mustExist };
        return await Template(grains, http, id).SaveAsync(save, cancellationToken) switch
        {
            SaveTemplateResult.Saved => VendorAnswers.Saved(id, mustExist),
            SaveTemplateResult.Rejected rejected => VendorAnswers.Invalid(
                [.. rejected.Errors.Select(e => e with { Pointer = "/template" + e.Pointer })]),
            SaveTemplateResult.Missing => VendorAnswers.NotFound("template", id),
            SaveTemplateResult.Full => VendorAnswers.Refused(StatusCodes.Status403Forbidden, "Forbidden",
                "There are as many templates as this server keeps for a key. Delete some first."),
            var other => throw new InvalidOperationException($"unknown result {other}"),
        };
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var tenant = ApiKeyFilter.TenantOf(http);
        var catalogue = grains.GetGrain<ICatalogueGrain>(AssetKeys.Catalogue(AssetKeys.Templates, tenant));
        var entries = await catalogue.ListAsync(cancellationToken);
        var templates = entries.Select(e => new VendorTemplateEntry(e.Id, e.Name, e.Created, e.Updated)).ToList();
        return VendorJson.Answer(
            new VendorAnswer<VendorTemplates>(true, "OK", new(tenant, templates)),
            ApiJson.Default.VendorAnswerVendorTemplates);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id) || await Template(grains, http, id).GetAsync(cancellationToken) is not { } found)
            return VendorAnswers.NotFound("template", id);
        var template = new VendorTemplate(id, found.Name, ApiKeyFilter.TenantOf(http), JsonElement.Parse(found.Edit));
        return VendorJson.Answer(
            new VendorAnswer<VendorTemplate>(true, "OK", template), ApiJson.Default.VendorAnswerVendorTemplate);
    }

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        RenderDoor.IsRenderId(id) && await Template(grains, http, id).DeleteAsync(cancellationToken)
            ? TypedResults.NoContent()
            : VendorAnswers.NotFound("template", id);

    private static async Task<IResult> RenderAsync(
        HttpContext http, RenderDoor door, IGrainFactory grains, IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.Value.EditBytesMax, cancellationToken);
        if (body is null) return refusal!;
        var id = body.Text("id", required: true);
        var merge = body.List("merge");
        body.Only("id", "merge");
        if (body.IsFaulty) return body.Refuse();
        if (!RenderDoor.IsRenderId(id!)
            || await Template(grains, http, id!).GetAsync(cancellationToken) is not { } found)
            return VendorAnswers.NotFound("template", id!);

        var edit = TemplateMerge.Apply(found.Edit, merge);
        return VendorAnswers.Of(await door.SubmitAsync(edit, ApiKeyFilter.TenantOf(http), cancellationToken));
    }

    private static ITemplateGrain Template(IGrainFactory grains, HttpContext http, string id) =>
        grains.GetGrain<ITemplateGrain>(AssetKeys.Of(ApiKeyFilter.TenantOf(http), id));
}
