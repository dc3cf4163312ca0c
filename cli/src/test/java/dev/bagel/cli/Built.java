package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a build, read by a program that is not ours.
record Built(Path folder) {
  JsonNode manifest() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("manifest.json")));
  }

  /// `origin reason` of all that is in the ledger, in the order of the files' rows.
  List<String> drops() {
    return query(
        "SELECT origin || ' ' || reason FROM '%s/dropped/*.parquet' ORDER BY origin"
            .formatted(folder));
  }

  /// The first column of a query.
  static List<String> query(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// Nothing in it looks finished, and nothing is left of the work.
  void isUntouched() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        assertThat(entries).as("what is left in %s", folder).isEmpty();
      }
    }
  }

  void isProven() {
    assertThat(Run.of("verify", folder).result()).contains("holds").doesNotContain("FAILS");
  }
}
