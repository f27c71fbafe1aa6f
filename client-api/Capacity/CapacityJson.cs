using System.Text.Json.Serialization;
using Framemill.Api.Devices;
using Framemill.Capacity;

namespace Framemill.Api.Capacity;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CapacityAnswer))]
[JsonSerializable(typeof(WhatIfQuestion))]
[JsonSerializable(typeof(WhatIfAnswer))]
[JsonSerializable(typeof(List<DeviceAnswer>))]
internal sealed partial class CapacityJson : JsonSerializerContext;
