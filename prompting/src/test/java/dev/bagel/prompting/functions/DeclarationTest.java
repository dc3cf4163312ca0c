package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.model.output.structured.Description;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclarationTest {
  enum Boat {
    SAIL,
    MOTOR
  }

  record Guest(String name, @Description("In years.") @Nullable Integer age) {}

  @Description("Books a trip by boat.")
  record Trip(
      @Description("Where to start.") String harbour,
      @Description("How many come along.") int people,
      Optional<Double> price,
      Boat boat,
      @Description("Who comes along.") @Nullable List<Guest> guests) {}

  static class Trips {
    @Tool(name = "book_trip", value = "Books a trip by boat.")
    String book(
        @P("Where to start.") String harbour,
        @P("How many come along.") long people,
        @P(required = false, value = "") Double price,
        Boat boat,
        @P(name = "guests", value = "Who comes along.", required = false) List<Guest> company) {
      return harbour + people + price + boat + company;
    }
  }

  private static final String YAML =
      """
      # a trip
      book_trip:
        description: Books a trip by boat.
        params:
          harbour: Where to start.
          people: "How many come along. (integer)"
          price: (number, optional)
          boat: (one of "SAIL", "MOTOR")
          guests:
            (list of object): Who comes along. (optional)
            name:
            age: In years. (integer, optional)
      """;

  private static final String SCHEMA =
      """
      {"type": "function", "function": {
        "name": "book_trip", "description": "Books a trip by boat.", "strict": true,
        "parameters": {"type": "object", "additionalProperties": false,
          "required": ["harbour", "people", "boat", "price"],
          "properties": {
            "harbour": {"type": "string", "description": "Where to start."},
            "people": {"type": "integer", "description": "How many come along."},
            "price": {"type": ["number", "null"]},
            "boat": {"enum": ["SAIL", "MOTOR"]},
            "guests": {"type": "array", "description": "Who comes along.", "items":
              {"type": "object", "properties": {
                 "name": {"type": "string"},
                 "age": {"type": "integer", "description": "In years."}},
               "required": ["name"]}}}}}}
      """;

  @Test
  void a_declaration_is_the_same_whatever_it_was_made_from() {
    Function record = Function.fromRecord("book_trip", Trip.class);

    assertThat(Function.fromYaml(YAML)).isEqualTo(record);
    assertThat(Function.fromSchema(SCHEMA)).isEqualTo(record);
    assertThat(CallableFunction.ofMethods(new Trips()).getFirst().declaration()).isEqualTo(record);
    assertThat(Function.fromTool(record.toTool())).isEqualTo(record);
  }

  record Nothing() {}

  static class Counter {
    @Tool("Counts a word.")
    String count(@P("The word.") String word, @P(value = "", required = false) List<String> lines) {
      return word + lines;
    }
  }

  @Test
  void langchain4j_declares_a_method_alike() {
    assertThat(Function.fromRecord("nothing", Nothing.class).parameters()).isEmpty();
    Function ours = CallableFunction.ofMethods(new Counter()).getFirst().declaration();
    assertThat(
            Function.fromTool(ToolSpecifications.toolSpecificationsFrom(Counter.class).getFirst()))
        .isEqualTo(ours);
  }

  @Test
  void a_schema_is_written_with_its_keys_in_one_order() {
    assertThat(Function.fromYaml("f:\n  description: D\n  params:\n    a: A (optional)").toSchema())
        .isEqualTo(
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"D\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\","
                + "\"description\":\"A\"}},\"required\":[],\"additionalProperties\":false}}}");
  }

  @Test
  void what_a_schema_says_beyond_types_is_told_to_the_model() {
    String schema =
        """
        {"name": "f", "parameters": {"$schema": "x", "type": "object", "properties": {
          "many": {"type": "integer", "description": "How many.", "minimum": 1, "default": 10},
          "day": {"type": "string", "format": "date", "examples": ["2031-05-04"]}}}}
        """;
    assertThat(Function.fromSchema(schema).toYaml())
        .contains("many: \"How many. default: 10, minimum: 1 (integer, optional)\"")
        .contains("day: \"format: \\\"date\\\" (optional)\"");
  }

  @Test
  void what_a_schema_says_of_each_item_is_said_of_the_list() {
    Function function =
        Function.fromSchema(
            "{\"name\": \"f\", \"parameters\": {\"type\": \"object\", \"properties\": {\"a\":"
                + " {\"type\": \"array\", \"description\": \"Words.\", \"items\": {\"type\":"
                + " \"string\", \"description\": \"A word.\"}}}}}");
    assertThat(function.parameters().getFirst().description()).isEqualTo("Words. Each: A word.");
  }

  @Test
  void what_a_declaration_cannot_hold_is_refused_by_name() {
    schemaRefused("\"const\": 3", "f.parameters.a has the keyword 'const'");
    schemaRefused("\"$ref\": \"#/x\"", "f.parameters.a has the keyword '$ref'");
    refused(() -> Function.fromSchema("[]"), "needs a text 'name'");
    refused(() -> Function.fromSchema("{"), "the schema is not JSON");
    refused(() -> Function.fromSchema("{\n\"a\": b}"), "not JSON: line 2: Unrecognized token 'b'");
    refused(() -> Function.fromSchema("[".repeat(9999)), "not JSON: Document nesting depth");
    refused(() -> Function.fromSchema("{\"tools\": []}"), "the tool needs a text 'name'");
    refused(() -> Function.fromSchema("{\"name\": \"f\", \"name\": \"g\"}"), "not JSON");
    refused(() -> Function.fromSchema("{\"name\": \"a b\"}"), "cannot be named 'a b'");
    refused(() -> Function.fromYaml("f:\n  parms:\n"), "f: 'parms' is not known here");
    refused(() -> Function.fromYaml("f: !!str x\n"), "line 1: a text that begins with '!'");
    refused(() -> Function.fromYaml("f:\ng:\n"), "expected one function in the YAML and found 2");
    refused(() -> Functions.fromYaml(""), "there is nothing in it");
    refused(() -> Functions.of(Cards.NOW, Cards.NOW), "'now' stands twice in the functions");
  }

  record Loop(List<Loop> loops) {}

  record Odd(Object anything) {}

  record Absent(@Nullable String text, java.util.Map<String, String> map) {}

  static class Defaults {
    @Tool
    void f(@P(required = false, value = "") int x) {}
  }

  @Test
  void java_that_no_model_can_be_asked_for_is_refused_by_name() {
    refused(() -> Function.fromRecord("f", Loop.class), "does a record hold itself?");
    refused(() -> Function.fromRecord("f", Odd.class), "f.anything is a java.lang.Object");
    refused(() -> Function.fromRecord("f", Absent.class), "f.map is a java.util.Map");
    refused(() -> CallableFunction.ofMethods(new Defaults()), "f.x is optional and a int");
    refused(() -> CallableFunction.ofMethods("x"), "java.lang.String has no method with @Tool");
  }

  private static void schemaRefused(String keyword, String words) {
    String json =
        "{\"name\": \"f\", \"parameters\": {\"type\": \"object\", \"properties\": {\"a\":"
            + " {\"type\":"
            + " \"integer\", %s}}}}".formatted(keyword);
    refused(() -> Function.fromSchema(json), words);
  }

  private static void refused(Runnable making, String words) {
    assertThatThrownBy(making::run)
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
