package dev.pictor.cli;

import dev.pictor.PictorException;
import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.ClipConfig.TextTower;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.model.Availability;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.CatalogueModel.Quality;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelRecord;
import dev.pictor.model.Size;
import dev.pictor.model.download.WantedFile;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells what a model is: `model show`, and what `model add` ends with.
final class ModelDescription {
  private final Shell shell;
  private final Settings settings;

  ModelDescription(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
  }

  /// Of one that is here: opens it.
  ModelJson of(ModelFile file) {
    InstalledModels installed = new InstalledModels(settings);
    ModelRecord record = installed.record(file.path()).orElse(null);
    CatalogueModel known = known(file);
    try (LoadedModel upright = file.load(Preprocessing.UPRIGHT, Precision.FP32, settings.cache());
        LoadedModel original =
            file.load(Preprocessing.ORIGINAL, Precision.FP32, settings.cache())) {
      ClipConfig config = upright.clip().config();
      return new ModelJson(
          file.name(),
          installed.availability(file),
          file.isBundled() ? "Pictor's own" : known == null ? null : known.title(),
          file.isBundled() ? ModelFile.BUNDLED_LICENCE : known == null ? null : known.licence(),
          file.isBundled() ? null : file.path().toString(),
          file.bytes(),
          architecture(config),
          config.embeddingDimension(),
          config.image().imageSize(),
          config.text().contextLength(),
          config.text().vocabularySize(),
          upright.clip().fingerprint(),
          original.clip().fingerprint(),
          known == null ? null : known.quality(),
          known == null ? null : known.files(),
          record == null ? null : record.origin(),
          collections(file));
    }
  }

  /// What the catalogue says, if it is the file that the catalogue means, as far as its size tells.
  private @Nullable CatalogueModel known(ModelFile file) {
    return ModelCatalogue.of(settings)
        .find(file.name())
        .filter(model -> model.bytes() == file.bytes())
        .orElse(null);
  }

  /// Of one that can be downloaded.
  static ModelJson of(CatalogueModel model) {
    return new ModelJson(
        model.name(),
        Availability.AVAILABLE,
        model.title(),
        model.licence(),
        null,
        model.bytes(),
        null,
        model.dimension(),
        model.imageSize(),
        null,
        null,
        null,
        null,
        model.quality(),
        model.files(),
        null,
        null);
  }

  private static String architecture(ClipConfig config) {
    ImageTower image = config.image();
    TextTower text = config.text();
    return "ViT with patches of %d, %d layers of width %d; text %d layers of width %d; %s"
        .formatted(
            image.patchSize(),
            image.layers(),
            image.width(),
            text.layers(),
            text.width(),
            image.activation().label());
  }

  private @Nullable List<String> collections(ModelFile file) {
    try {
      return new ModelUsers(Models.settingsWithStore(shell)).of(file.path());
    } catch (PictorException e) {
      shell.say("Which collections use it cannot be told: %s", Printable.lines(e.getMessage()));
      return null;
    }
  }

  void print(ModelFile file) {
    print(of(file));
  }

  void print(ModelJson model) {
    line("Name", model.name());
    line("What", model.title());
    line("Where", where(model));
    line("From", model.origin());
    line("Size", Size.text(model.bytes()));
    line("Built as", model.architecture());
    line("Dimension", Integer.toString(model.dimension()));
    line("Resolution", "%1$d x %1$d pixels".formatted(model.imageSize()));
    if (model.contextLength() != null) {
      line("Context", "%d tokens of %,d".formatted(model.contextLength(), model.vocabularySize()));
    }
    line("Fingerprint", model.fingerprint());
    if (model.originalFingerprint() != null) {
      line("", model.originalFingerprint() + " (--preprocess original)");
    }
    line("Licence", model.licence());
    for (WantedFile file : Objects.requireNonNullElse(model.files(), List.<WantedFile>of())) {
      line("SHA-256", "%s %s".formatted(file.sha256(), file.name()));
    }
    if (model.quality() instanceof Quality quality) {
      line(
          "Quality",
          "text to image R@1: Flickr30k %.1f %%, COCO %.1f %% (%s)"
              .formatted(quality.flickr30k(), quality.coco(), quality.source()));
    }
    if (model.collections() instanceof List<String> collections) {
      line("Used by", collections.isEmpty() ? "no collection" : String.join(", ", collections));
    }
  }

  private static String where(ModelJson model) {
    return switch (model.state()) {
      case BUNDLED -> "in the program; it knows drawn scenes only";
      case AVAILABLE -> "not here: 'pictor model pull %s' downloads it".formatted(model.name());
      case INSTALLED, FOUND -> "%s (%s)".formatted(model.path(), model.state().label());
    };
  }

  private void line(String label, @Nullable String value) {
    if (value != null) {
      PrintStream out = shell.out();
      out.println("%-12s%s".formatted(label, Printable.line(value)));
    }
  }
}
