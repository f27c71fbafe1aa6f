using System.Text.Json;
using System.Text.Json.Serialization;
using Framemill.Api.Devices;
using Framemill.Api.Edit;
using Framemill.Api.Ports;
using Framemill.Api.Renders;
using Framemill.Api.Studio;
using Framemill.Api.Vendor;

namespace Framemill.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(AboutServer))]
[JsonSerializable(typeof(RenderAnswer))]
[JsonSerializable(typeof(VendorAnswer<VendorQueued>))]
[JsonSerializable(typeof(VendorAnswer<VendorRender>))]
[JsonSerializable(typeof(VendorAnswer<VendorErrors>))]
[JsonSerializable(typeof(VendorAnswer<VendorTemplates>))]
[JsonSerializable(typeof(VendorAnswer<VendorTemplate>))]
[JsonSerializable(typeof(VendorAnswer<JsonElement>))]
[JsonSerializable(typeof(VendorTooMany))]
[JsonSerializable(typeof(VendorData<VendorItem<VendorAsset>>))]
[JsonSerializable(typeof(VendorData<IReadOnlyList<VendorItem<VendorAsset>>>))]
[JsonSerializable(typeof(VendorData<VendorItem<VendorTransfer>>))]
[JsonSerializable(typeof(VendorData<VendorItem<VendorSource>>))]
[JsonSerializable(typeof(VendorData<IReadOnlyList<VendorItem<VendorSource>>>))]
[JsonSerializable(typeof(VendorData<VendorItem<VendorUpload>>))]
[JsonSerializable(typeof(VendorData<VendorItem<VendorGenerated>>))]
[JsonSerializable(typeof(VendorGeneration))]
[JsonSerializable(typeof(VendorQuote))]
[JsonSerializable(typeof(VendorModels))]
[JsonSerializable(typeof(IReadOnlyList<ExampleEdit>))]
internal sealed partial class ApiJson : JsonSerializerContext;
