package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.duplicates.Duplicates;
import dev.pictor.indexing.IndexProgress.Snapshot;
import dev.pictor.json.Json;
import dev.pictor.picture.Place;
import dev.pictor.search.Background;
import dev.pictor.search.PictureFiles;
import dev.pictor.search.PictureFiles.Location;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoredPicture;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `pictor duplicates`
@Command(
    name = "duplicates",
    description = "Lists pictures that are there more than once. Nothing is deleted.",
    footer = {
      "",
      "First the copies: files that are the same to the bit. Then groups of pictures that hardly"
          + " differ, bursts and what was scaled or saved again, the one with most pixels first.",
      "",
      "Example: pictor duplicates",
      "         pictor duplicates --at-least 0.99 --json"
    })
final class DuplicatesCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--at-least",
      paramLabel = "COSINE",
      description =
          "From which cosine similarity on two pictures hardly differ. Without it: what the"
              + " collection's pictures usually have tells.")
  private @Nullable Double atLeast;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  DuplicatesCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (atLeast != null && !(atLeast > 0 && atLeast <= 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--at-least takes a cosine similarity above 0 and at most 1, not " + atLeast + ".");
    }
    Settings settings = options.settings(shell);
    try (Storage storage = Stores.open(settings);
        PictureStore store = Stores.openToRead(storage, settings)) {
      double alike = atLeast == null ? Background.alike(store) : atLeast;
      Duplicates duplicates = find(store, alike);
      PictureFiles files = new PictureFiles(store.roots(), settings.roots());
      if (json) {
        shell.out().println(Json.line(DuplicatesJson.of(duplicates, alike, files)));
      } else {
        print(duplicates, alike, files);
      }
    }
    return ExitCode.DONE;
  }

  private Duplicates find(PictureStore store, double alike) {
    long pictures = store.counts().pictures();
    return ShownProgress.during(
        shell,
        "Comparing",
        "pictures",
        progress -> {
          AtomicLong compared = new AtomicLong();
          return Duplicates.of(
              store,
              alike,
              count -> {
                long done = compared.addAndGet(count);
                progress.update(new Snapshot(Math.max(pictures, done), true, done, 0));
              });
        });
  }

  private void print(Duplicates duplicates, double alike, PictureFiles files) {
    long spare = duplicates.copies().stream().mapToLong(Duplicates::spareBytes).sum();
    shell
        .out()
        .println(
            "%s more than one file%s"
                .formatted(
                    counted(duplicates.copies().size(), "picture has", "pictures have"),
                    spare == 0 ? "." : ": %,d bytes could be spared.".formatted(spare)));
    for (StoredPicture copied : duplicates.copies()) {
      shell.out().println();
      copied.places().forEach(place -> shell.out().println("  " + file(place, files)));
    }
    shell.out().println();
    shell
        .out()
        .println(
            "%s of pictures that hardly differ (%s)."
                .formatted(
                    counted(duplicates.lookAlikes().size(), "group", "groups"),
                    alike > 1
                        ? "with so few pictures that cannot be told; --at-least tells it"
                        : "cosine similarity %.4f or more".formatted(alike)));
    for (List<StoredPicture> group : duplicates.lookAlikes()) {
      shell.out().println();
      for (StoredPicture each : group) {
        shell
            .out()
            .println(
                "  %5d x %-5d %,12d bytes  %s"
                    .formatted(
                        each.picture().width(),
                        each.picture().height(),
                        each.picture().sizeBytes(),
                        file(each.places().getFirst(), files)));
      }
    }
  }

  private static String counted(int count, String one, String many) {
    return "%,d %s".formatted(count, count == 1 ? one : many);
  }

  private static String file(Place place, PictureFiles files) {
    return Printable.line(
        files.locate(List.of(place)) instanceof Location.Present(_, var file)
            ? file.toString()
            : place + "  (not there)");
  }
}
