package dev.bagel.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The table "Who may import whom" of ARCHITECTURE.
class ArchitectureTest {
  private static final String DATASET = "dev.bagel.dataset";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.bagel");

  @Test
  void chat_needs_nothing_but_the_jdk_and_jackson() {
    holds(
        classes()
            .that()
            .resideInAnyPackage("dev.bagel", "dev.bagel.chat..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "dev.bagel", "dev.bagel.chat..", "java..", "org.jspecify..", "tools.jackson.."));
  }

  @Test
  void dataset_does_not_know_the_command_line() {
    holds(none(DATASET + "..", "dev.bagel.cli.."));
  }

  @Test
  void torch_does_not_know_the_command_line_nor_all_of_it_libtorch() {
    holds(none("dev.bagel.torch..", "dev.bagel.cli..", "dev.bagel.prompting.."));
    holds(none("dev.bagel.torch.weights..", "org.bytedeco.."));
    holds(none("dev.bagel.torch.generate..", "org.bytedeco.."));
    holds(none("dev.bagel.torch.data..", "org.bytedeco.."));
  }

  @Test
  void prompting_and_dataset_do_not_know_each_other_nor_prompting_the_command_line() {
    holds(none("dev.bagel.prompting..", DATASET + "..", "dev.bagel.cli.."));
    holds(none(DATASET + "..", "dev.bagel.prompting.."));
  }

  /// Each of context, functions and plan can be taken alone.
  @Test
  void what_models_are_asked_for_is_apart() {
    String all = "dev.bagel.prompting.";
    holds(
        none(all + "model..", all + "tool..", all + "web..", all + "plan..", all + "functions.."));
    holds(
        none(all + "web..", all + "model..", all + "tool..", all + "plan..", all + "functions.."));
    holds(none(all + "tool..", all + "plan..", all + "functions..", all + "context.."));
    holds(none(all + "plan..", all + "web..", all + "functions..", all + "context.."));
    holds(
        none(
            all + "functions..", all + "web..", all + "tool..", all + "plan..", all + "context.."));
    holds(
        none(
            all + "context..", all + "web..", all + "tool..", all + "plan..", all + "functions.."));
  }

  @Test
  void the_engine_knows_nothing_of_data_sets() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(DATASET + ".engine..")
            .should()
            .dependOnClassesThat(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are of dataset but not of the engine",
                    type ->
                        type.getPackageName().startsWith(DATASET)
                            && !type.getPackageName().startsWith(DATASET + ".engine"))));
  }

  @Test
  void training_knows_of_data_sets_rows_files_tokenizers_and_packing_alone() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.bagel.torch..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(DATASET + "..")
                    .and(
                        resideOutsideOfPackages(
                            DATASET + ".rows..",
                            DATASET + ".files..",
                            DATASET + ".tokenizer..",
                            DATASET + ".budget.."))));
  }

  @Test
  void sources_know_neither_each_other_nor_later_steps() {
    holds(
        none(
            DATASET + ".source.catalog..",
            DATASET + ".dedupe..",
            DATASET + ".decontaminate..",
            DATASET + ".format..",
            DATASET + ".export..",
            DATASET + ".write.."));
    for (Class<?> source : sources()) {
      holds(
          noClasses()
              .that()
              .resideInAPackage(DATASET + ".source.catalog")
              .and()
              .doNotBelongToAnyOf(source)
              .should()
              .dependOnClassesThat()
              .belongToAnyOf(source));
    }
  }

  @Test
  void steps_do_not_know_each_other() {
    holds(
        slices()
            .matching(DATASET + ".(dedupe|decontaminate|format|export|write)..")
            .should()
            .notDependOnEachOther());
    for (String step : new String[] {"dedupe", "decontaminate", "format", "export", "write"}) {
      holds(none(DATASET + "." + step + "..", DATASET + ".source.catalog.."));
    }
  }

  @Test
  void nothing_in_the_data_comes_from_a_clock_or_from_unseeded_chance() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DATASET + "..", "dev.bagel.chat..")
            .and() // a chat template may tell the date; who renders data gives it one
            .doNotHaveFullyQualifiedName("dev.bagel.chat.template.SystemTime")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethodWhere(
                JavaCall.Predicates.target(nameMatching("now"))
                    .and(JavaCall.Predicates.target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID"));
  }

  @Test
  void only_the_command_line_prints() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.bagel.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void only_files_knows_the_libraries_of_file_formats() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(DATASET + ".files..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.jerolba..", "org.apache.parquet..", "de.siegmar..", "org.snakeyaml.."));
  }

  @Test
  void only_hubs_speak_to_the_network() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(DATASET + "..")
            .and()
            .resideOutsideOfPackage(DATASET + ".hub..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http.."));
  }

  @Test
  void only_the_guard_of_the_web_connects_for_a_tool() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.bagel.prompting..")
            .and()
            .resideOutsideOfPackage("dev.bagel.prompting.web..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.net\\.(http\\..*|.*Socket|.*Connection|URL)|okhttp3\\.OkHttp.*"));
    holds(
        none(
            "dev.bagel.prompting.web..",
            "dev.bagel.prompting.tool..",
            "dev.bagel.prompting.model.."));
  }

  private static Class<?>[] sources() {
    return dev.bagel.dataset.source.SourceCatalog.all().stream()
        .map(Object::getClass)
        .toArray(Class<?>[]::new);
  }

  private static ArchRule none(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(false).check(CLASSES);
  }
}
