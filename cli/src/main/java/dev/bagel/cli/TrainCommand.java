package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.torch.export.ExportCounts;
import dev.bagel.torch.export.Trainer;
import dev.bagel.torch.export.TrainingExport;
import dev.bagel.torch.peers.PeerSettings;
import dev.bagel.torch.peers.Peers;
import dev.bagel.torch.peers.Program;
import dev.bagel.torch.peers.Workers;
import dev.bagel.torch.train.DpoTraining;
import dev.bagel.torch.train.Method;
import dev.bagel.torch.train.Setting;
import dev.bagel.torch.train.SettingValues;
import dev.bagel.torch.train.SftTraining;
import dev.bagel.torch.train.TrainingResult;
import dev.bagel.torch.train.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel train`: fine-tunes a model.
@Command(
    name = "train",
    customSynopsis = "bagel train sft|dpo --model DIR --data DIR|FILE --out DIR [KEY=VALUE...]",
    description = {
      "Fine-tunes a Llama, Mistral or Mixtral model: on answers (sft), or on pairs of answers of"
          + " which one is better (dpo). The trained model lies in the out folder itself, all about"
          + " the run in its folder training: settings.yaml, charts.html (open it while it runs),"
          + " metrics.jsonl, event files for TensorBoard, checkpoints.",
      "Run again, it goes on from the last checkpoint. Ctrl-C saves one and stops.",
      "",
    },
    footer = {
      "",
      "Example: bagel train sft --model base --data bagel-out --out tuned epochs=2",
      "         bagel train dpo --model tuned --data bagel-out --out better beta=0.1",
      "         bagel train sft --model base --data bagel-out --out tuned --print-config > my.yaml",
      "         bagel train sft --config my.yaml",
      "         bagel train sft --model base --data bagel-out --export axolotl --devices 8",
      "--print-config names every setting, with what it means."
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "sft|dpo", description = "What is learnt from.")
  private Method method = Method.SFT;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Settings, which win over those of --config.")
  private List<String> given = List.of();

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML, KEY: VALUE.")
  private @Nullable Path config;

  @Option(names = "--model", paramLabel = "DIR", description = "The model to begin with.")
  private @Nullable String model;

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "A build, a folder of parquet or JSON lines, or a file.")
  private @Nullable String data;

  @Option(names = "--out", paramLabel = "DIR", description = "Where all goes.")
  private @Nullable String out;

  @Option(names = "--print-config", description = "Print the settings that would run, and stop.")
  private boolean print;

  @Option(
      names = "--export",
      paramLabel = "axolotl|torchtune",
      description =
          "Do not train: write the configuration and the rows for that tool, and what to run.")
  private @Nullable Trainer trainer;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "With --export: how many devices share each step (1).")
  private @Nullable Integer devices;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    SettingValues values = SettingValues.of(Optional.ofNullable(config), settings());
    if (trainer != null && !values.given(Setting.OUT)) {
      out = trainer.label() + "-" + method.label();
      values = SettingValues.of(Optional.ofNullable(config), settings());
    }
    TrainingSettings settings = TrainingSettings.of(method, values);
    if (print) {
      print(output, settings);
      return 0;
    }
    if (trainer != null) {
      export(settings, trainer, output);
      return 0;
    }
    if (devices != null) {
      throw BagelException.user(
          "--devices is of --export; a run on this machine is shared by the setting processes");
    }
    train(settings, output)
        .ifPresent(
            result -> {
              if (output.json()) {
                output.json(facts(result));
              } else {
                output.line(TrainReports.done(result));
              }
            });
    return 0;
  }

  private List<String> settings() {
    List<String> all = new ArrayList<>(given);
    add(all, Setting.MODEL, model);
    add(all, Setting.DATA, data);
    add(all, Setting.OUT, out);
    return all;
  }

  private static void add(List<String> all, Setting setting, @Nullable String value) {
    if (value != null) {
      all.add(setting.label() + "=" + value);
    }
  }

  private static void print(Output output, TrainingSettings settings) {
    if (output.json()) {
      output.json(settings.values().all());
    } else {
      output.line(settings.values().yaml().stripTrailing());
    }
  }

  /// Empty where another process is the one that tells.
  private Optional<TrainingResult> train(TrainingSettings settings, Output output) {
    try (TrainProgress progress = new TrainProgress(output.err(), Terminal.present());
        Peers peers = peers(settings, progress);
        Stop _ = Stop.of(progress::stop, TrainProgress.SAVING)) {
      TrainingResult result =
          switch (settings.method()) {
            case SFT -> SftTraining.run(settings, peers, progress);
            case DPO -> DpoTraining.run(settings, peers, progress);
          };
      return Optional.of(result).filter(_ -> peers.rank() == 0);
    }
  }

  private void export(TrainingSettings settings, Trainer to, Output output) {
    int share = devices == null ? 1 : devices;
    if (share < 1) {
      throw BagelException.user("--devices is %d; it must be 1 or more".formatted(share));
    }
    try (TrainProgress progress = new TrainProgress(output.err(), Terminal.present())) {
      ExportCounts counts = TrainingExport.write(settings, to, share, progress);
      if (output.json()) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("out", settings.out().toString());
        facts.put("counts", counts);
        output.json(facts);
      } else {
        output.line(TrainReports.exported(settings.out(), counts));
      }
    }
  }

  /// Processes of this machine are this program, started with the same arguments.
  private Peers peers(TrainingSettings settings, TrainProgress progress) {
    List<String> arguments =
        Objects.requireNonNull(spec).root().commandLine().getParseResult().originalArgs();
    return Workers.open(
        settings.processes(),
        new Program(Bagel.class.getName(), arguments),
        PeerSettings.TIMEOUT,
        progress::note);
  }

  private static Map<String, Object> facts(TrainingResult result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("out", result.out().toString());
    facts.put("step", result.step());
    facts.put("steps", result.steps());
    facts.put("done", result.done());
    return facts;
  }
}
