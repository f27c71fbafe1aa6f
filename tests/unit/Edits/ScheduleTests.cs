using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class ScheduleTests
{
    [Fact]
    public void Read_ClassAndDeadline_AreTaken()
    {
        var schedule = Read("""{"class":"interactive","deadline":"2030-01-31T17:00:00.5+02:00"}""").Edit!.Schedule!;

        Assert.Equal(Urgency.Interactive, schedule.Urgency);
        Assert.Equal(new DateTimeOffset(2030, 1, 31, 15, 0, 0, 500, TimeSpan.Zero), schedule.Deadline);
    }

    [Fact]
    public void Read_Nothing_SaysNothing() => Assert.Equal(new Schedule(null, null), Read("{}").Edit!.Schedule);

    [Theory]
    [InlineData("""{"class":"urgent"}""", "invalid_value", "/schedule/class")]
    [InlineData("""{"class":1}""", "wrong_type", "/schedule/class")]
    [InlineData("""{"deadline":"tomorrow"}""", "invalid_value", "/schedule/deadline")]
    [InlineData("""{"deadline":"2030-01-31T17:00:00"}""", "invalid_value", "/schedule/deadline")]
    [InlineData("""{"deadline":"2030-02-31T17:00:00Z"}""", "invalid_value", "/schedule/deadline")]
    [InlineData("""{"deadline":5}""", "wrong_type", "/schedule/deadline")]
    [InlineData("""{"priority":5}""", "unknown_key", "/schedule/priority")]
    [InlineData("5", "wrong_type", "/schedule")]
    public void Read_BadValue_IsNamed(string schedule, string code, string pointer)
    {
        var problem = Assert.Single(Read(schedule).Problems);

        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
    }

    private static EditReading Read(string schedule)
    {
        var json = An.Edit().Track(An.Image(0, 1)).Json();
        return EditReader.Read(json[..^1] + ",\"schedule\":" + schedule + "}", new());
    }
}
