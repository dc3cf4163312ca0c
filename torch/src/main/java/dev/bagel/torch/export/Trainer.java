package dev.bagel.torch.export;

import java.util.Locale;

/// A tool that a run can be written down for.
public enum Trainer {
  /// On Hugging Face's trainers; with DeepSpeed.
  AXOLOTL,
  /// PyTorch's own; with FSDP.
  TORCHTUNE;

  /// As the tool calls itself.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Layout layout(ExportedRun run) {
    return switch (this) {
      case AXOLOTL -> new Axolotl(run);
      case TORCHTUNE -> new Torchtune(run);
    };
  }
}
