using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Framemill.Tests.Tidy;

/// <summary>
/// What crosses process borders: names and numbers that must never change their meaning. The whole contract is printed
/// to <c>OrleansContracts.txt</c>; a difference fails, and is accepted by committing the new file.
/// </summary>
public sealed class WireContractTests
{
    private const string ContractFile = "tests/tidy/OrleansContracts.txt";

    private static readonly string[] Rooms = ["grain-interfaces/", "grains/"];

    [Fact]
    public void SerializedTypes_HaveAnAlias() => Faults.None(Serialized()
        .Where(x => Attribute(x.Type, "Alias") is null).Select(x => $"{x.File.At(x.Type)} {x.Type.Identifier}"));

    [Fact]
    public void Aliases_AreUnique() => Faults.None(Serialized().Select(x => Attribute(x.Type, "Alias"))
        .Concat(GrainInterfaces().Select(x => Attribute(x.Type, "Alias")))
        .GroupBy(alias => alias).Where(group => group.Key is not null && group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Members_HaveUniqueIds()
    {
        var faults = Serialized().Where(x => x.Type is not EnumDeclarationSyntax)
            .Where(x => Ids(x.Type).GroupBy(id => id.Id).Any(group => group.Count() > 1))
            .Select(x => $"{x.File.At(x.Type)} {x.Type.Identifier}");
        Faults.None(faults);
    }

    [Fact]
    public void Enums_HaveExplicitValues() => Faults.None(SourceTree.CSharp
        .Where(f => f.Path.StartsWith("grain-interfaces/", StringComparison.Ordinal))
        .SelectMany(
            f => f.Syntax.DescendantNodes().OfType<EnumMemberDeclarationSyntax>().Select(m => (File: f, Member: m)))
        .Where(x => x.Member.EqualsValue is null).Select(x => $"{x.File.At(x.Member)} {x.Member.Identifier}"));

    [Fact]
    public void GrainInterfaces_AndTheirMethods_HaveAliases() => Faults.None(GrainInterfaces()
        .SelectMany(x => x.Type.Members.OfType<MethodDeclarationSyntax>().Where(m => Attribute(m, "Alias") is null)
            .Select(m => $"{x.File.At(m)} {m.Identifier}")
            .Concat(Attribute(x.Type, "Alias") is null ? [$"{x.File.At(x.Type)} {x.Type.Identifier}"] : [])));

    [Fact]
    public void Contract_IsAsCommitted()
    {
        var now = PrintContract();
        var path = Path.Combine(SourceTree.Root, ContractFile);
        var committed = File.Exists(path) ? File.ReadAllText(path) : "";
        if (now == committed) return;

        File.WriteAllText(path + ".new", now);
        Assert.Fail($"The wire contract changed. Compare {ContractFile}.new with {ContractFile}; if nothing that was "
            + "written or sent before is read wrongly now, put the new one in its place.");
    }

    private static string PrintContract()
    {
        var text = new StringBuilder();
        foreach (var (_, type) in Serialized().OrderBy(x => Attribute(x.Type, "Alias"), StringComparer.Ordinal))
        {
            text.Append(Attribute(type, "Alias")).Append('\n');
            if (type is EnumDeclarationSyntax values)
            {
                foreach (var member in values.Members)
                    text.Append($"  {member.Identifier} {member.EqualsValue?.Value}\n");
                continue;
            }

            foreach (var (id, name, memberType) in Ids(type).OrderBy(x => x.Id))
                text.Append($"  {id} {name}: {memberType}\n");
        }

        foreach (var (_, type) in GrainInterfaces().OrderBy(x => Attribute(x.Type, "Alias"), StringComparer.Ordinal))
        {
            text.Append(Attribute(type, "Alias")).Append('\n');
            foreach (var method in type.Members.OfType<MethodDeclarationSyntax>())
            {
                var parameters = string.Join(", ", method.ParameterList.Parameters.Select(p => p.Type));
                text.Append($"  {Attribute(method, "Alias")}({parameters}): {method.ReturnType}\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(SourceFile File, BaseTypeDeclarationSyntax Type)> Serialized() => Declared()
        .Where(x => HasAttribute(x.Type, "GenerateSerializer"));

    private static IEnumerable<(SourceFile File, InterfaceDeclarationSyntax Type)> GrainInterfaces() => Declared()
        .Where(x => x.Type is InterfaceDeclarationSyntax
            && x.File.Path.StartsWith("grain-interfaces/", StringComparison.Ordinal))
        .Select(x => (x.File, (InterfaceDeclarationSyntax)x.Type));

    private static IEnumerable<(SourceFile File, BaseTypeDeclarationSyntax Type)> Declared() => SourceTree.CSharp
        .Where(f => Rooms.Any(room => f.Path.StartsWith(room, StringComparison.Ordinal)))
        .SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(t => (f, t)));

    private static IEnumerable<(int Id, string Name, string Type)> Ids(BaseTypeDeclarationSyntax type)
    {
        var parameters = (type as TypeDeclarationSyntax)?.ParameterList?.Parameters ?? default;
        foreach (var parameter in parameters)
        {
            if (Argument(parameter.AttributeLists, "Id") is { } id)
                yield return (int.Parse(id), parameter.Identifier.Text, parameter.Type!.ToString());
        }

        foreach (var member in (type as TypeDeclarationSyntax)?.Members ?? default)
        {
            if (Argument(member.AttributeLists, "Id") is not { } id) continue;
            if (member is PropertyDeclarationSyntax property)
                yield return (int.Parse(id), property.Identifier.Text, property.Type.ToString());
            if (member is FieldDeclarationSyntax field) yield return (
                int.Parse(id), field.Declaration.Variables[0].Identifier.Text, field.Declaration.Type.ToString());
        }
    }

    private static bool HasAttribute(MemberDeclarationSyntax member, string name) =>
        member.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() == name);

    private static string? Attribute(MemberDeclarationSyntax member, string name) =>
        Argument(member.AttributeLists, name)?.Trim('"');

    private static string? Argument(Microsoft.CodeAnalysis.SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).FirstOrDefault(a => a.Name.ToString() == name)
            ?.ArgumentList?.Arguments[0].ToString();
}
