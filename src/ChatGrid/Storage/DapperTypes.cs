using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatGrid.Storage;

/// <summary>How our types stand in the columns: moments in UTC (text that sorts on SQLite, native elsewhere), ids as text on SQLite.</summary>
public static class DapperTypes
{
    private const string SqliteMoment = "yyyy-MM-dd HH:mm:ss.fff";

    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new Moment());
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset?), new MaybeMoment());
        SqlMapper.AddTypeHandler(new Id());
    }

    private sealed class Moment : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = parameter is SqliteParameter
                ? value.UtcDateTime.ToString(SqliteMoment, CultureInfo.InvariantCulture)
                : value.ToUniversalTime();

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset moment => moment,
            DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc), TimeSpan.Zero),
            string text => DateTimeOffset.ParseExact(text, SqliteMoment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            _ => throw new DataException($"{value.GetType().Name} is no moment"),
        };
    }

    // A scalar NULL (MIN of no rows) comes here too, unlike a NULL column of a row.
    private sealed class MaybeMoment : SqlMapper.ITypeHandler
    {
        private readonly Moment _moment = new();

        public void SetValue(IDbDataParameter parameter, object value)
        {
            if (value is DateTimeOffset moment) _moment.SetValue(parameter, moment);
            else parameter.Value = DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : _moment.Parse(value);
    }

    private sealed class Id : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToString() : value;

        public override Guid Parse(object value) => value is Guid id ? id : Guid.Parse((string)value);
    }
}
