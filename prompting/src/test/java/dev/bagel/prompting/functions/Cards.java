package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.ParameterType.Choice;
import dev.bagel.prompting.functions.ParameterType.DecimalNumber;
import dev.bagel.prompting.functions.ParameterType.ListOf;
import dev.bagel.prompting.functions.ParameterType.Nested;
import dev.bagel.prompting.functions.ParameterType.Text;
import dev.bagel.prompting.functions.ParameterType.TrueOrFalse;
import dev.bagel.prompting.functions.ParameterType.WholeNumber;
import java.util.List;

/// Functions that tests declare.
final class Cards {
  /// The model card's example.
  static final Function FILE_ANALYTICS =
      new Function(
          "file_analytics",
          "This tool performs various operations on a text file.",
          List.of(
              Parameter.required(
                  "action",
                  new Text(),
                  "The operation we want to perform on the data, such as \"count_occurrences\","
                      + " \"find_line\", etc."),
              Parameter.required(
                  "filters",
                  new Nested(
                      List.of(
                          Parameter.required(
                              "keyword", new Text(), "The word or string we want to search for."))),
                  "")));

  /// One parameter of each type.
  static final Function BOOK_TRIP =
      new Function(
          "book_trip",
          "Books a trip by boat.\nAsk for the harbour first: it is needed.",
          List.of(
              Parameter.required("harbour", new Text(), "Where to start, e.g.: Port Anselm"),
              Parameter.required("people", new WholeNumber(), "How many come along."),
              Parameter.optional("price", new DecimalNumber(), "At most this much, in guilders."),
              Parameter.optional("lunch", new TrueOrFalse(), ""),
              Parameter.required("boat", new Choice(List.of("sail", "motor, fast")), "Which kind."),
              Parameter.optional("stops", new ListOf(new Text()), "Islands (in order)"),
              Parameter.optional(
                  "guests",
                  new ListOf(
                      new Nested(
                          List.of(
                              Parameter.required("name", new Text(), ""),
                              Parameter.optional("age", new WholeNumber(), "In years.")))),
                  "Who comes along.")));

  /// No parameters.
  static final Function NOW = new Function("now", "Tells the time.", List.of());

  static final Functions ALL = Functions.of(FILE_ANALYTICS, BOOK_TRIP, NOW);

  private Cards() {}
}
