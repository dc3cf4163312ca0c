package dev.bagel.torch.model;

/// What config.json says on rotary positions: `rope_theta` and `rope_scaling`, or both together in
/// `rope_parameters`, as newer writers have it.
record RotarySettings(Settings config) {
  private static final String NEW = "rope_parameters";
  private static final String OLD = "rope_scaling";

  double theta(double absent) {
    Settings from = config.has(NEW) ? config.inside(NEW) : config;
    return from.positive("rope_theta", config.positive("rope_theta", absent));
  }

  RotaryScaling scaling() {
    if (!config.has(NEW) && !config.has(OLD)) {
      return new RotaryScaling.None();
    }
    Settings scaling = config.inside(config.has(NEW) ? NEW : OLD);
    scaling.onlyNumber("partial_rotary_factor", 1);
    String name = scaling.has("rope_type") ? "rope_type" : "type";
    return switch (scaling.node(name).asString("default")) {
      case "default" -> new RotaryScaling.None();
      case "linear" -> new RotaryScaling.Linear(factor(scaling));
      case "llama3" -> llama3(scaling);
      default -> throw scaling.unsupported(name, "only default, linear and llama3 are");
    };
  }

  private static double factor(Settings scaling) {
    if (!scaling.has("factor")) {
      throw scaling.wrong("factor", "a number");
    }
    return scaling.positive("factor", 1);
  }

  private static RotaryScaling llama3(Settings scaling) {
    double low = scaling.positive("low_freq_factor", 1);
    double high = scaling.positive("high_freq_factor", 4);
    if (!(high > low)) {
      throw scaling.wrong("high_freq_factor", "above low_freq_factor " + low);
    }
    int first = scaling.size("original_max_position_embeddings");
    return new RotaryScaling.Llama3(factor(scaling), low, high, first);
  }
}
