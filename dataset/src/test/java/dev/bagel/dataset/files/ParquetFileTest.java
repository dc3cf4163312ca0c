package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.files.ReadRow.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
  @TempDir Path folder;

  record Turn(String from, String value) {}

  enum Split {
    TRAIN,
    TEST
  }

  record Chat(
      UUID id,
      List<Turn> conversations,
      Split split,
      long tokens,
      @Nullable Double score,
      boolean clean,
      @Nullable List<String> tags,
      @Column("topic;") @Nullable String topic) {}

  private static final UUID ID = UUID.fromString("5f0d5cd8-0000-5000-8000-00000000abcd");

  private static final Chat FULL =
      new Chat(
          ID,
          List.of(new Turn("human", "Привіт 🥯"), new Turn("gpt", "hello\n\"there\"")),
          Split.TEST,
          1L << 40,
          0.25,
          true,
          List.of("a", ""),
          "tea");
  private static final Chat BARE =
      new Chat(ID, List.of(), Split.TRAIN, -1, null, false, null, null);

  private DataFile write(Chat... chats) {
    Path path = folder.resolve("chats.parquet");
    try (ParquetFile<Chat> file = ParquetFile.create(path, Chat.class)) {
      for (Chat chat : chats) {
        file.write(chat);
      }
    }
    return new DataFile("chats.parquet", path);
  }

  @Test
  void what_is_written_is_read_back() throws IOException {
    List<ReadRow> rows = ReadAll.read(write(FULL, BARE));

    assertThat(rows).extracting(ReadRow::number).containsExactly(0L, 1L);
    assertThat(rows.getFirst())
        .asString()
        .isEqualTo(
            "Row[number=0, values={id="
                + ID
                + ", conversations=[{from=human, value=Привіт 🥯}, {from=gpt, value=hello\n"
                + "\"there\"}], split=TEST, tokens=1099511627776, score=0.25, clean=true,"
                + " tags=[a, ], topic;=tea}]");
    assertThat(((Row) rows.getLast()).values())
        .containsEntry("conversations", List.of())
        .containsEntry("score", null)
        .containsEntry("tags", null)
        .containsEntry("tokens", -1L);
  }

  @Test
  void typed_rows_read_the_records_that_were_written() {
    record Wanted(
        List<Turn> conversations,
        @Nullable Double score,
        @Column("topic;") @Nullable String topic) {}

    try (Rows<Wanted> rows = TypedRows.open(write(FULL, BARE), Wanted.class, "chats")) {
      assertThat(rows.next())
          .isEqualTo(new TypedRow.Typed<>(0, new Wanted(FULL.conversations(), 0.25, "tea")));
      assertThat(rows.next()).isEqualTo(new TypedRow.Typed<>(1, new Wanted(List.of(), null, null)));
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void only_the_columns_that_are_needed_are_read() throws IOException {
    DataFile file = write(FULL);

    assertThat(ReadAll.read(file, "tokens", "clean"))
        .hasToString("[Row[number=0, values={tokens=1099511627776, clean=true}]]");
    try (RowCursor rows = RowFiles.open(file, Set.of("tokens"))) {
      assertThat(rows.columns()).contains("id", "topic;").hasSize(8);
    }
  }

  @Test
  void duckdb_reads_the_same_rows_and_types() throws SQLException {
    DataFile file = write(FULL, BARE);

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      List<String> types = new ArrayList<>();
      try (ResultSet columns =
          statement.executeQuery("describe select * from '%s'".formatted(file.path()))) {
        while (columns.next()) {
          types.add(columns.getString(1) + " " + columns.getString(2));
        }
      }
      assertThat(types)
          .containsExactly(
              "id VARCHAR",
              "conversations STRUCT(\"from\" VARCHAR, \"value\" VARCHAR)[]",
              "split VARCHAR",
              "tokens BIGINT",
              "score DOUBLE",
              "clean BOOLEAN",
              "tags VARCHAR[]",
              "topic; VARCHAR");
      try (ResultSet rows =
          statement.executeQuery(
              "select conversations[1].value, len(conversations), tokens, score, tags[1], id from '%s'"
                  .formatted(file.path()))) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("Привіт 🥯");
        assertThat(rows.getInt(2)).isEqualTo(2);
        assertThat(rows.getLong(3)).isEqualTo(1L << 40);
        assertThat(rows.getDouble(4)).isEqualTo(0.25);
        assertThat(rows.getString(5)).isEqualTo("a");
        assertThat(rows.getString(6)).isEqualTo(ID.toString());
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(2)).isZero();
        assertThat(rows.getObject(4)).isNull();
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
