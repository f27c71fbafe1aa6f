using System.Text.Json.Serialization;
using Framemill.Api.Edit;
using Framemill.Api.Ports;
using Framemill.Api.Renders;
using Framemill.Api.Studio;

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
[JsonSerializable(typeof(IReadOnlyList<ExampleEdit>))]
internal sealed partial class ApiJson : JsonSerializerContext;
