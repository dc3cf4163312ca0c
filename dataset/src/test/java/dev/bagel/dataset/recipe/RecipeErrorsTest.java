package dev.bagel.dataset.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every error of a recipe names the file and the line, in one line.
class RecipeErrorsTest {
  private static final Path FOLDER = Path.of("here");

  /// `\n` stands for a line feed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: a\\nsource: {}                                      | 2 | 'source' is not known here
          name: a\\nsystem-chance:\\n  alpaca: 0.5\\nsources: {boolq: } | 3 | 'alpaca' is not known here
          name: a\\nsources:\\n  boolq:\\n    tale: 5                | 4 | 'tale' is not known here
          name: a\\nsources:\\n  mmlu:\\n    take: {each: 5, x: 6}    | 4 | 'x' is not known here
          name: a\\nsources:\\n  mmlu:\\n    files: {paths: a, y: b}  | 4 | 'y' is not known here
          name: a\\nsources:\\n  mmlu:\\n    files: {dataset: b}      | 4 | 'paths' is missing
          sources: {boolq: }                                        | 1 | 'name' is missing
          name: a                                                   | 1 | names no sources
          name: a\\nsources:                                         | 1 | names no sources
          name: [a, b]\\nsources: {boolq: }                          | 1 | 'name' must be a single value
          name: a\\nseed: many\\nsources: {boolq: }                   | 2 | 'seed' must be a whole number
          name: a\\nseed: 1.5\\nsources: {boolq: }                    | 2 | 'seed' must be a whole number
          name: a\\nseed: 99999999999999999999\\nsources: {boolq: }   | 2 | 'seed' must be a whole number
          name: a\\nsources: [boolq]                                 | 2 | expected keys and values
          name: a\\nsources: boolq                                   | 2 | expected keys and values
          name: a\\nsources:\\n  boolq: 5                             | 3 | expected keys and values
          - a                                                       | 1 | expected keys and values
          just words                                                | 1 | expected keys and values
          name: a\\nsources:\\n  bolq:                                | 3 | there is no source 'bolq'
          name: a\\nsources: {boolq: }\\nbenchmarks: [gsm8k, gsm9k]   | 3 | there is no benchmark 'gsm9k'
          name: a\\nsources: {boolq: }\\nbenchmarks: {gsm8k: }        | 3 | 'benchmarks' must be a single value
          name: a\\nsources: {boolq: }\\ndecontamination: {rule: lax} | 3 | 'rule' must be rephrase or strict
          name: a\\nsources: {boolq: }\\ndecontamination: {turns: no} | 3 | 'turns' must be user or all
          name: a\\nsources: {boolq: }\\ndecontamination: {rules: a} | 3 | 'rules' is not known here
          name: a\\nstyle: old\\nsources: {boolq: }                   | 2 | style
          name: a\\ncoverage: most\\nsources: {boolq: }               | 2 | coverage
          name: a\\nchatml-markers: em\\nsources: {boolq: }           | 2 | im or bos-eos
          name: a\\nsystem-chance: {vicuna: 1.5}\\nsources: {boolq: } | 2 | a chance from 0 to 1
          name: a\\nsystem-chance: {vicuna: -0.1}\\nsources: {boolq: }| 2 | a chance from 0 to 1
          name: a\\nsystem-chance: {vicuna: NaN}\\nsources: {boolq: } | 2 | a chance from 0 to 1
          name: a\\nsystem-chance: {vicuna: yes}\\nsources: {boolq: } | 2 | a chance from 0 to 1
          name: a\\nmax-characters: 0\\nsources: {boolq: }            | 2 | positive whole number
          name: a\\nmax-characters: 9999999999\\nsources: {boolq: }   | 2 | positive whole number
          name: a\\nsources:\\n  boolq: {take: 0}                     | 3 | 'take' must be all, a number
          name: a\\nsources:\\n  boolq: {take: -3}                    | 3 | 'take' must be all, a number
          name: a\\nsources:\\n  boolq: {take: some}                  | 3 | 'take' must be all, a number
          name: a\\nsources:\\n  boolq: {take: 4/4}                   | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: 5/4}                   | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: 0/4}                   | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: 1/0}                   | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: -1/-4}                 | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: 1/2/3}                 | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: /4}                    | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: 0.25}                  | 3 | a share such as 1/4
          name: a\\nsources:\\n  boolq: {take: [1]}                   | 3 | 'take' must be a single value
          name: a\\nsources:\\n  boolq: {take: {}}                    | 3 | 'take'
          name: a\\nsources:\\n  mmlu: {take: {each: 0}}              | 3 | a positive whole number
          name: a\\nsources:\\n  mmlu: {take: {each: }}               | 3 | 'each' needs a number
          name: a\\nsources:\\n  mmlu: {take: {stratified: x}}        | 3 | a positive whole number
          name: a\\nsources:\\n  mmlu: {take: {each-stratified: 0}}   | 3 | a positive whole number
          name: a\\nsources:\\n  mmlu: {take: {each-stratified: }}    | 3 | 'each-stratified' needs a number
          name: a\\nsources:\\n  mmlu:\\n    take: {each-stratified: 5, x: 6} | 4 | 'x' is not known here
          name: a\\nsources:\\n  mmlu: {take: {law: 3, art: }}        | 3 | 'art' needs a number
          name: a\\nsources:\\n  boolq: {on-request: yes}            | 3 | 'on-request' must be true or false, not 'yes'
          name: a\\nsources:\\n  boolq: {on-request: [true]}         | 3 | 'on-request' must be a single value
          name: a\\nsources:\\n  boolq: {files: []}                  | 3 | 'files' names no files
          name: a\\nsources:\\n  boolq: {files: }                    | 3 | 'files' names no files
          name: a\\nsources:\\n  boolq: {files: train-*}             | 3 | expected keys and values
          name: a\\nsources:\\n  boolq:\\n    files:\\n    - {paths: a}\\n    - {dataset: b} | 6 | 'paths' is missing
          name: a\\nsources:\\n  boolq: {trust: HIGH}                 | 3 | high, medium or low
          name: a\\nsources:\\n  boolq: {trust: some}                 | 3 | high, medium or low
          name: a\\nname: b\\nsources: {boolq: }                      | 2 | 'name' stands twice
          name: a\\nsources:\\n  boolq:\\n  boolq:                     | 4 | 'boolq' stands twice
          name: a\\nsources:\\n  boolq: {take: 1, take: 2}            | 3 | 'take' stands twice
          name: a\\n"x\\x0Ay": 1                                    | 2 | 'x y' is not known here
          name: a\\n? [x]\\n: 1                                       | 2 | a key must be a single value
          name: a\\nsources:\\n  own: {path: a.jsonl}                 | 3 | 'kind' is missing
          name: a\\nsources:\\n  own: {path: a.jsonl, kind: Text}     | 3 | conversation, preference or text
          name: a\\nsources:\\n  own: {path: a.jsonl, kind: text}     | 3 | columns of a text: 'text'
          name: a\\nsources:\\n  own: {path: a.jsonl, kind: preference, columns: {prompt: p, chosen: c}} | 3 | 'rejected'
          name: a\\nsources:\\n  own: {path: a.jsonl, kind: conversation, columns: {user: u}}            | 3 | 'assistant'
          name: a\\nsources:\\n  own: {path: a.jsonl, kind: text, columns: {body: b}}                    | 3 | 'body' is not known
          name: a\\nsources:\\n  own: {path: [], kind: text, columns: {text: b}}                         | 3 | 'path' names no file
          name: a\\nsources:\\n  own: {path: , kind: text, columns: {text: b}}                           | 3 | 'path' names no file
          name: a\\nsources:\\n  own: {path: "a\\0b.txt", kind: text, columns: {text: b}}                | 3 | 'path'
          name: a\\nsources:\\n  boolq: {path: a.jsonl, kind: text, columns: {text: b}}                  | 3 | cannot name own files
          name: a\\nsources:\\n  Own-1: {path: a.jsonl, kind: text, columns: {text: b}}                  | 3 | cannot name own files
          """)
  void names_file_and_line(String yaml, int line, String message) {
    assertThatThrownBy(() -> parse(yaml.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageStartingWith("my.yaml, line %d: ".formatted(line))
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: a\\nsources:\\n\\tboolq:  | line 3
          name: a\\n---\\nname: b         | line 2
          name: 'a                       | line 1
          name: {a: b                    | line 1
          name: *other                   | line 1
          """)
  void what_is_no_yaml_says_where(String yaml, String where) {
    assertThatThrownBy(() -> parse(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml")
        .hasMessageContaining(where)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = "\"\"\n\" \"\n\"# words\"\n---")
  void an_empty_file_is_no_recipe(String yaml) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml");
  }

  @Test
  void deep_nesting_is_an_error_and_no_crash() {
    assertThatThrownBy(() -> parse("name: " + "[".repeat(100_000)))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml");
  }

  @Test
  void a_block_that_holds_itself_is_an_error_and_no_crash() {
    assertThatThrownBy(() -> parse("name: a\nsources: &s\n  boolq: *s\n"))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml, line 3");
  }

  @Test
  void a_megabyte_of_text_is_read() {
    String yaml = "name: a\n" + "# words words words\n".repeat(60_000) + "sources:\n  bolq:\n";

    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml, line 60003: there is no source 'bolq'");
  }

  @Test
  void too_much_text_is_an_error() {
    assertThatThrownBy(() -> parse("name: a\n" + "# words words words\n".repeat(250_000)))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("my.yaml")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void messages_stay_short_where_values_are_long() {
    assertThatThrownBy(() -> parse("name: a\nseed: " + "9".repeat(10_000) + "\nsources:\n"))
        .isInstanceOf(BagelException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  private static void parse(String yaml) {
    RecipeFile.parse("my.yaml", yaml, FOLDER);
  }
}
