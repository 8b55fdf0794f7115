package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelFinder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The model of commands that need no collection.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Which model (PICTOR_MODEL; ViT-B-32). sketchbook is the bundled one.")
  private @Nullable String model;

  @Mixin private PrecisionOption precision = new PrecisionOption();

  LoadedModel load(Shell shell, Preprocessing preprocessing) {
    Settings settings = Models.settings(shell, model, precision.value());
    // What is encoded here is encoded as it stands, without a template.
    return new ModelFinder(settings)
        .find(null)
        .load(preprocessing, settings.precision(), settings.cache());
  }
}
