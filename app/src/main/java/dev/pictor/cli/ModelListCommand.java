package dev.pictor.cli;

import dev.pictor.clip.ModelException;
import dev.pictor.config.Settings;
import dev.pictor.json.Json;
import dev.pictor.model.Availability;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.MissingModelException;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.model.ModelRecord;
import dev.pictor.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `pictor model list`
@Command(
    name = "list",
    description = "Lists the models that are here, and those that can be downloaded.",
    footer = {
      "",
      "A star marks the one that is used unless another one is asked for. installed: in PICTOR_HOME;"
          + " found: elsewhere on this machine; available: 'pictor model pull NAME' downloads it;"
          + " bundled: comes with the program, for drawn scenes (--model sketchbook)."
          + " FLICKR and COCO: published text to image R@1 in percent (Flickr30k, MS COCO).",
      "",
      "Example: pictor model list"
    })
final class ModelListCommand implements Callable<Integer> {
  private static final String ROW = "%1s %-24s %-10s %10s %5s %7s %7s %6s  %s";

  private final Shell shell;

  @Option(names = "--json", description = "Prints one JSON array.")
  private boolean json;

  /// A model as `--json` prints it. Fields are only ever added.
  ///
  /// @param isDefault whether it is used unless another one is asked for
  /// @param path null where it is `bundled` or `available`
  /// @param dimension null, as others, where nobody has told
  record Row(
      String name,
      boolean isDefault,
      Availability state,
      @Nullable String path,
      long bytes,
      @Nullable Integer dimension,
      @Nullable Integer imageSize,
      CatalogueModel.@Nullable Quality quality,
      @Nullable String licence) {}

  ModelListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<Row> rows = rows(Models.settings(shell, null));
    if (json) {
      shell.out().println(Json.line(rows));
      return ExitCode.DONE;
    }
    shell
        .out()
        .println(
            ROW.formatted(
                "", "NAME", "STATE", "SIZE", "DIM", "PIXELS", "FLICKR", "COCO", "LICENCE"));
    rows.forEach(this::print);
    return ExitCode.DONE;
  }

  private static List<Row> rows(Settings settings) {
    ModelFinder finder = new ModelFinder(settings);
    ModelCatalogue catalogue = ModelCatalogue.of(settings);
    InstalledModels installed = new InstalledModels(settings);
    String standard = standard(finder);
    List<ModelFile> here = finder.all();
    List<Row> rows = new ArrayList<>();
    for (ModelFile file : here) {
      rows.add(
          row(
              file,
              file.name().equals(standard),
              installed,
              catalogue.find(file.name()).orElse(null)));
    }
    for (CatalogueModel model : catalogue.models()) {
      if (here.stream().noneMatch(file -> file.name().equals(model.name()))) {
        rows.add(
            new Row(
                model.name(),
                model.name().equals(standard),
                Availability.AVAILABLE,
                null,
                model.bytes(),
                model.dimension(),
                model.imageSize(),
                model.quality(),
                model.licence()));
      }
    }
    rows.add(bundled(standard));
    return rows;
  }

  private static Row bundled(@Nullable String standard) {
    ModelFile model = ModelFile.bundled("bundled");
    return new Row(
        model.name(),
        model.name().equals(standard),
        Availability.BUNDLED,
        null,
        model.bytes(),
        ModelFile.BUNDLED_DIMENSION,
        ModelFile.BUNDLED_IMAGE_SIZE,
        null,
        ModelFile.BUNDLED_LICENCE);
  }

  /// The name of the one that is used, or would be if it were here.
  private static @Nullable String standard(ModelFinder finder) {
    try {
      return finder.find(null).name();
    } catch (MissingModelException e) {
      return e.available().map(CatalogueModel::name).orElse(null);
    } catch (ModelException e) {
      return null; // several, and none of them the usual one
    }
  }

  private static Row row(
      ModelFile file,
      boolean isDefault,
      InstalledModels installed,
      @Nullable CatalogueModel known) {
    Availability state = installed.availability(file);
    String path = file.path().toString();
    long bytes = file.bytes();
    if (installed.record(file.path()).orElse(null) instanceof ModelRecord record) {
      return new Row(
          file.name(),
          isDefault,
          state,
          path,
          bytes,
          record.dimension(),
          record.imageSize(),
          null,
          null);
    }
    if (known == null || known.bytes() != bytes) {
      return new Row(file.name(), isDefault, state, path, bytes, null, null, null, null);
    }
    return new Row(
        file.name(),
        isDefault,
        state,
        path,
        bytes,
        known.dimension(),
        known.imageSize(),
        known.quality(),
        known.licence());
  }

  private void print(Row row) {
    shell
        .out()
        .println(
            ROW.formatted(
                row.isDefault() ? "*" : "",
                Printable.line(row.name()),
                row.state().label(),
                Size.text(row.bytes()),
                orDash(row.dimension()),
                orDash(row.imageSize()),
                orDash(row.quality() == null ? null : row.quality().flickr30k()),
                orDash(row.quality() == null ? null : row.quality().coco()),
                orDash(row.licence())));
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
