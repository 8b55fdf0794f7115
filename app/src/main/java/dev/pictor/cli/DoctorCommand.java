package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.doctor.Diagnosis;
import dev.pictor.doctor.Doctor;
import dev.pictor.doctor.Finding;
import dev.pictor.json.Json;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor doctor`
@Command(
    name = "doctor",
    description = "Finds out what is wrong with a collection, and repairs it if asked to.",
    footer = {
      "",
      "Compares files, pictures, vectors and thumbnails with each other. Files are looked at, not"
          + " read. New ones are not looked for: index does that.",
      "",
      "Exit code 0: nothing is wrong, or all of it was repaired; 3: something is left.",
      "",
      "Example: pictor doctor --fix"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--fix",
      description =
          "Makes vectors and thumbnails again from the pictures' own files, where they are, and"
              + " removes what belongs to no picture. What it cannot repair it keeps.")
  private boolean fix;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    try (Storage storage = Stores.open(settings, shell)) {
      Diagnosis diagnosis = fix ? repair(storage, settings) : examine(storage, settings);
      if (json) {
        shell.out().println(Json.line(DoctorJson.of(diagnosis, storage, settings.collection())));
      } else {
        print(diagnosis, storage, settings.collection());
      }
      return diagnosis.left() > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
    }
  }

  private static Diagnosis examine(Storage storage, Settings settings) {
    try (PictureStore store = Stores.openToRead(storage, settings)) {
      return new Doctor(store, settings.roots()).examine();
    }
  }

  private Diagnosis repair(Storage storage, Settings settings) {
    CollectionInfo info = Stores.requireInfo(storage, settings);
    try (PictureStore store = storage.openToWrite(info.name(), info.model());
        ModelWhenNeeded model = new ModelWhenNeeded(info, settings)) {
      return ShownProgress.during(
          shell,
          "Repairing",
          "pictures",
          progress -> new Doctor(store, settings.roots()).repair(model::clip, progress));
    }
  }

  private void print(Diagnosis diagnosis, Storage storage, String collection) {
    PrintStream out = shell.out();
    out.println(
        "Collection '%s' (%s): %,d pictures in %,d files; %,d failed"
            .formatted(
                collection,
                storage.kind(),
                diagnosis.counts().pictures(),
                diagnosis.counts().files(),
                diagnosis.counts().failed()));
    diagnosis.findings().forEach(this::print);
    out.println();
    out.println(
        diagnosis.found() == 0
            ? "Nothing is wrong."
            : "%,d found, %,d repaired, %,d left"
                .formatted(diagnosis.found(), diagnosis.repaired(), diagnosis.left()));
  }

  private void print(Finding finding) {
    PrintStream out = shell.out();
    out.println();
    out.println("%s: %,d".formatted(finding.kind().title(), finding.count()));
    finding.examples().forEach(example -> out.println("  " + Printable.line(example)));
    if (finding.count() > finding.examples().size()) {
      out.println("  and %,d more".formatted(finding.count() - finding.examples().size()));
    }
    if (finding.repaired() > 0) {
      out.println("  Repaired: %,d".formatted(finding.repaired()));
    }
    if (finding.obstacles().isEmpty()) {
      if (finding.repaired() < finding.count()) {
        out.println("  " + finding.kind().advice());
      }
      return;
    }
    out.println("  Not repaired: %,d".formatted(finding.count() - finding.repaired()));
    finding.obstacles().forEach(obstacle -> out.println("  " + Printable.line(obstacle)));
    out.println(
        "  They stay as they are: bring the files back, or remove them with index --prune.");
  }
}
