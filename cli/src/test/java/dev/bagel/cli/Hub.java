package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A hub's folder with a recipe in it, written by hand for one test.
record Hub(Path folder) {
  /// @param sources the recipe's lines under `sources`, each a key of its own
  Hub recipe(String... sources) {
    return write("recipe.yaml", "name: test\nsources:\n  " + String.join("\n  ", sources) + "\n");
  }

  Path recipe() {
    return folder.resolve("recipe.yaml");
  }

  Hub write(String name, String text) {
    return write(name, text.getBytes(UTF_8));
  }

  Hub write(String name, byte[] bytes) {
    try {
      Files.createDirectories(path(name).getParent());
      Files.write(path(name), bytes);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// What a query gives, as a parquet file.
  Hub parquet(String name, String query) {
    write(name, "");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, path(name)));
      return this;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }
}
