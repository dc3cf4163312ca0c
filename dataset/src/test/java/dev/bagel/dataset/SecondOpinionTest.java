package dev.bagel.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.recipe.SamplerRows;
import dev.bagel.dataset.tokenizer.TinyTokenizers;
import dev.bagel.dataset.write.Table;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What DuckDB reads in the written parquet files, which knows nothing of Bagel.
@SuppressWarnings("NullAway.Init") // filled before all tests
class SecondOpinionTest {
  private static final String IN_ORDER = " order by filename, file_row_number";

  private static final Set<String> NESTED =
      Set.of(
          "conversations",
          "messages",
          "chosen",
          "rejected",
          "question",
          "chosen_answer",
          "rejected_answer");

  @TempDir private static Path temporary;

  private static BuiltDataset built;

  /// In several parts.
  @BeforeAll
  static void build() throws IOException {
    Path words = Files.createDirectories(temporary.resolve("words"));
    TinyTokenizers.write(words, TinyTokenizers.WORDS);
    try (SamplerRows hub = SamplerRows.unpack()) {
      built =
          SamplerBuild.quick(hub.folder())
              .withTokens(new TokenBudget(words.toString(), 200, Over.CUT))
              .withExports(Table.ON_REQUEST)
              .in(temporary.resolve("out"), engine -> engine.withPartBytes(60_000));
    }
  }

  @ParameterizedTest
  @EnumSource
  void counts_the_rows_and_finds_the_columns(Table table) throws SQLException {
    assertThat(query("select count(*) from " + files(table)))
        .containsExactly(String.valueOf(built.table(table).rows()));
    assertThat(
            query(
                "select column_name from (describe select * exclude (filename, file_row_number) from %s)"
                    .formatted(files(table))))
        .isEqualTo(table.columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAMPLES    | conversations | STRUCT("from" VARCHAR, "value" VARCHAR)[]
          SHAREGPT   | conversations | STRUCT("from" VARCHAR, "value" VARCHAR)[]
          MESSAGES   | messages      | STRUCT("role" VARCHAR, "content" VARCHAR)[]
          PREFERENCE | chosen        | STRUCT("role" VARCHAR, "content" VARCHAR)[]
          PREFERENCE | rejected      | STRUCT("role" VARCHAR, "content" VARCHAR)[]
          PREFERENCE | question      | STRUCT("role" VARCHAR, "content" VARCHAR)[]
          PREFERENCE | chosen_answer | STRUCT("role" VARCHAR, "content" VARCHAR)
          PREFERENCE | rejected_answer | STRUCT("role" VARCHAR, "content" VARCHAR)
          ALPACA     | input         | VARCHAR
          PACKED     | input_ids     | INTEGER[]
          PACKED     | labels        | INTEGER[]
          PACKED     | position_ids  | INTEGER[]
          PACKED     | sources       | VARCHAR[]
          """)
  void finds_the_types_that_trainers_expect(Table table, String column, String type)
      throws SQLException {
    assertThat(query("select typeof(\"%s\") from %s limit 1".formatted(column, files(table))))
        .singleElement()
        .asString()
        .isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PACKED") // it has lists alone
  void sums_up_the_same_texts(Table table) throws SQLException {
    List<String> columns =
        table.columns().stream().filter(column -> !NESTED.contains(column)).toList();
    String line =
        columns.stream()
            .map(column -> "coalesce(\"%s\", '')".formatted(column))
            .collect(Collectors.joining(" || '|' || "));
    String sql =
        "select md5(string_agg(md5(%s), ''%s)) from %s".formatted(line, IN_ORDER, files(table));
    String texts =
        built.rows(table).stream()
            .map(row -> columns.stream().map(row::get).collect(Collectors.joining("|")))
            .map(text -> hex("MD5", text.getBytes(UTF_8)))
            .collect(Collectors.joining());

    assertThat(query(sql)).containsExactly(hex("MD5", texts.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @EnumSource
  void comes_to_the_hash_that_the_manifest_states(Table table) throws SQLException, IOException {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    String columns =
        table.columns().stream()
            .map(column -> "\"%s\"".formatted(column))
            .collect(Collectors.joining(", "));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery("select " + columns + " from " + files(table) + IN_ORDER)) {
      while (rows.next()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int column = 1; column <= table.columns().size(); column++) {
          add(new DataOutputStream(bytes), rows.getObject(column));
        }
        hashes.write(digest("SHA-256", bytes.toByteArray()));
      }
    }

    assertThat(hex("SHA-256", hashes.toByteArray())).isEqualTo(built.table(table).sha256());
  }

  /// As `docs/reference/files.md` describes it.
  private static void add(DataOutputStream bytes, @Nullable Object value)
      throws IOException, SQLException {
    switch (value) {
      case null -> bytes.writeInt(-1);
      case Array list -> {
        Object[] elements = (Object[]) list.getArray();
        bytes.writeInt(elements.length);
        for (Object element : elements) {
          add(bytes, element);
        }
      }
      case Struct struct -> {
        for (Object part : struct.getAttributes()) {
          add(bytes, part);
        }
      }
      case Integer number -> bytes.writeLong(number);
      default -> {
        byte[] text = value.toString().getBytes(UTF_8);
        bytes.writeInt(text.length);
        bytes.write(text);
      }
    }
  }

  private String files(Table table) {
    return "read_parquet('%s/%s/*.parquet', filename = true, file_row_number = true)"
        .formatted(built.folder(), table.label());
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static String hex(String algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(digest(algorithm, bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
