package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.ModelPull;
import dev.pictor.model.ModelPull.Pulled;
import dev.pictor.model.ModelSource;
import dev.pictor.model.download.FileSource;
import dev.pictor.model.download.Patience;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Downloads a model and shows how that goes: `model pull`, and whatever finds no model.
final class PullRun {
  private final Shell shell;
  private final Settings settings;

  PullRun(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
  }

  /// @param from a folder to take the files from; null for the mirror or their own addresses
  Pulled pull(CatalogueModel model, @Nullable Path from) {
    try (FileSource source =
        ModelSource.open(model, from, settings, shell.environment(), Patience.defaults())) {
      ModelPull pull = new ModelPull(new InstalledModels(settings), source);
      if (!shell.interactive()) {
        return pull.pull(model, new DownloadLines(shell, model.name()));
      }
      try (DownloadBar bar = new DownloadBar(shell, model.name())) {
        return pull.pull(model, bar);
      }
    }
  }
}
