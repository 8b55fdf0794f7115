package dev.pictor.cli;

import dev.pictor.cli.StatusJson.BesideJson;
import dev.pictor.cli.StatusJson.RootJson;
import dev.pictor.cli.StatusJson.WorkerJson;
import dev.pictor.config.Settings;
import dev.pictor.indexing.LastRunJson;
import dev.pictor.json.Json;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.ModelFile;
import dev.pictor.picture.Root;
import dev.pictor.reindex.Successor;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoreSizes;
import dev.pictor.store.UnreadableCollection;
import dev.pictor.store.Workload;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor status`
@Command(
    name = "status",
    description = "Tells which store is used and why, and what a collection holds.",
    footer = {"", "Example: pictor status --collection demo"})
final class StatusCommand implements Callable<Integer> {
  private static final int FAILURES_SHOWN = 10;

  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  StatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    try (Storage storage = Stores.open(settings)) {
      List<UnreadableCollection> damaged = storage.unreadable();
      Optional<UnreadableCollection> asked =
          damaged.stream().filter(one -> one.name().equals(settings.collection())).findAny();
      print(settings, storage, asked.isPresent(), damaged);
      if (asked.isPresent()) {
        throw new StoreException(asked.get().reason());
      }
    }
    return ExitCode.DONE;
  }

  private void print(
      Settings settings, Storage storage, boolean isDamaged, List<UnreadableCollection> damaged) {
    try (PictureStore store =
        isDamaged ? null : storage.openToRead(settings.collection()).orElse(null)) {
      StatusJson status = status(settings, storage, store, damaged);
      if (json) {
        shell.out().println(Json.line(status));
      } else {
        print(status, isDamaged, store == null ? List.of() : store.failures(FAILURES_SHOWN));
        storage.advice().ifPresent(advice -> shell.out().println("Note        " + advice));
      }
    }
  }

  private static StatusJson status(
      Settings settings,
      Storage storage,
      @Nullable PictureStore store,
      List<UnreadableCollection> damaged) {
    ModelIdentity model = store == null ? null : store.info().model();
    StoreCounts counts = store == null ? new StoreCounts(0, 0, 0) : store.counts();
    Workload workload = store == null ? Workload.NONE : store.workload();
    List<Root> roots = store == null ? List.of() : store.roots();
    return new StatusJson(
        storage.kind(),
        settings.store().reason(),
        storage.location(),
        settings.collection(),
        model == null ? null : model.name(),
        model == null ? null : model.location(),
        model == null ? null : model.fingerprint(),
        model == null ? null : model.dimension(),
        model == null ? null : model.preprocessing(),
        model == null ? null : model.precision(),
        counts.pictures(),
        counts.files(),
        counts.failed(),
        roots.stream().map(root -> here(root, settings.roots())).toList(),
        storage.collections().stream().map(CollectionInfo::name).toList(),
        damaged,
        store == null ? null : beside(storage, settings),
        workload.left(),
        workload.workers().stream().map(WorkerJson::of).toList(),
        store == null ? null : store.lastRun().map(LastRunJson::of).orElse(null),
        store == null ? null : store.sizes(),
        new InstalledModels(settings).all().stream().mapToLong(ModelFile::bytes).sum(),
        FolderSize.bytes(settings.cache()));
  }

  private static @Nullable BesideJson beside(Storage storage, Settings settings) {
    return new Successor(storage, settings.collection(), settings.roots())
        .beside()
        .map(
            other ->
                new BesideJson(
                    other.model().name(),
                    other.model().fingerprint(),
                    other.pictures(),
                    other.isNext()))
        .orElse(null);
  }

  private static RootJson here(Root root, Map<String, Path> overrides) {
    Path override = overrides.get(root.name());
    String directory = override == null ? root.directory() : override.toString();
    try {
      return new RootJson(root.name(), directory, Files.isDirectory(Path.of(directory)));
    } catch (InvalidPathException e) {
      return new RootJson(root.name(), directory, false);
    }
  }

  private void print(StatusJson status, boolean isDamaged, List<FailedFile> failures) {
    PrintStream out = shell.out();
    out.println("Store       %s (%s)".formatted(status.store(), status.reason()));
    out.println("            " + Printable.line(status.location()));
    out.println("Collection  " + status.collection());
    if (isDamaged) {
      out.println("            cannot be read");
    } else if (status.model() == null) {
      out.println("            does not exist yet; 'pictor index DIR' makes it");
    } else {
      printContent(status, failures);
    }
    List<String> others =
        status.collections().stream().filter(name -> !name.equals(status.collection())).toList();
    if (!others.isEmpty()) {
      out.println("Others      " + String.join(", ", others));
    }
    for (UnreadableCollection one : status.damaged()) {
      out.println("Damaged     %s: %s".formatted(one.name(), Printable.line(one.reason())));
    }
  }

  private void printContent(StatusJson status, List<FailedFile> failures) {
    PrintStream out = shell.out();
    out.println(
        "Model       %s, %s dimensions, %s, %s"
            .formatted(
                Printable.line(status.model()),
                status.dimension(),
                status.preprocessing(),
                status.precision()));
    out.println("            " + status.fingerprint());
    out.println(
        "Pictures    %,d in %,d files; %,d failed"
            .formatted(status.pictures(), status.files(), status.failed()));
    if (status.beside() instanceof BesideJson other) {
      out.println(
          (other.next()
                  ? "Reindex     %,d pictures embedded with %s; 'pictor reindex' with this model goes on"
                  : "Kept        %,d pictures of %s; 'pictor reindex --rollback' goes back")
              .formatted(other.pictures(), Printable.line(other.model())));
    }
    printWork(status);
    if (status.sizes() instanceof StoreSizes sizes) {
      out.println("Size        " + StatusLines.sizes(sizes));
      out.println("            " + StatusLines.models(status));
    }
    for (RootJson root : status.roots()) {
      out.println(
          "Root        %s = %s%s"
              .formatted(
                  root.name(),
                  Printable.line(root.directory()),
                  root.reachable() ? "" : "  (out of reach here)"));
    }
    for (FailedFile failure : failures) {
      out.println(
          "Failed      %s: %s"
              .formatted(
                  Printable.line(failure.place().toString()), Printable.line(failure.reason())));
    }
    if (status.failed() > failures.size()) {
      out.println("            and %,d more".formatted(status.failed() - failures.size()));
    }
  }

  private void printWork(StatusJson status) {
    PrintStream out = shell.out();
    for (WorkerJson worker : status.workers()) {
      out.println(
          "Indexing    process %d on %s since %s: %,d done, %,d failed%s"
              .formatted(
                  worker.process(),
                  Printable.line(worker.host()),
                  worker.since(),
                  worker.done(),
                  worker.failed(),
                  worker.silent() ? "; silent since " + worker.lastSeen() : ""));
    }
    if (status.left() > 0) {
      out.println("            %,d files left".formatted(status.left()));
    }
    if (status.lastRun() instanceof LastRunJson run) {
      out.println("Last run    " + StatusLines.lastRun(run));
    }
  }
}
