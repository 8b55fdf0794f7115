package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.history.History;
import dev.pictor.history.SavedSearch;
import dev.pictor.history.SavedSearches;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor saved`: lists saved searches, and the commands below it change them.
@Command(
    name = "saved",
    description = "Saves searches under a name, as albums that stay up to date, and lists them.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Lists how many pictures are relevant now, the name and the query. 'pictor search --saved"
          + " NAME' shows the pictures. They lie in the file searches.json of PICTOR_HOME.",
      "",
      "Example: pictor saved add \"Dogs in snow\" \"dog + snow taken:2024\"",
      "         pictor saved",
      "         pictor search --saved \"Dogs in snow\" --json"
    })
final class SavedCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private SavedCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine with(Shell shell) {
    return new CommandLine(new SavedCommand(shell))
        .addSubcommand(new SavedAddCommand(shell))
        .addSubcommand(new SavedRemoveCommand(shell));
  }

  /// The saved searches, wherever commands are about them.
  static SavedSearches searches(Settings settings) {
    return History.in(settings.home(), settings.keepsRecent()).saved();
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    List<SavedSearch> all = searches(settings).all();
    List<SavedSearch> here =
        all.stream().filter(saved -> saved.collection().equals(settings.collection())).toList();
    List<Album> albums = here.isEmpty() ? List.of() : albums(here, settings);
    if (json) {
      shell.out().println(Json.line(new SavedJson(settings.collection(), albums)));
    } else {
      albums.forEach(this::print);
    }
    if (here.isEmpty()) {
      shell.say(
          "No search is saved in collection '%s'. 'pictor saved add NAME QUERY' saves one.",
          settings.collection());
    }
    List<String> others =
        all.stream()
            .map(SavedSearch::collection)
            .filter(collection -> !collection.equals(settings.collection()))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      shell.say(
          "There are more in other collections (--collection): %s",
          Printable.line(String.join(", ", others)));
    }
    return ExitCode.DONE;
  }

  private List<Album> albums(List<SavedSearch> searches, Settings settings) {
    List<Album> albums = new ArrayList<>();
    try (Storage storage = Stores.open(settings);
        PictureStore store = Stores.openToRead(storage, settings);
        LoadedModel model = Models.of(store.info(), settings)) {
      AlbumCounts counts =
          new AlbumCounts(store, storage.kind(), model.clip(), settings, shell.workingDirectory());
      for (SavedSearch saved : searches) {
        albums.add(counts.of(saved));
      }
    }
    return albums;
  }

  private void print(Album album) {
    String count =
        album.relevant() == null
            ? "?"
            : "%,d%s".formatted(album.relevant(), album.orMore() ? "+" : "");
    shell
        .out()
        .println(
            "%7s  %s: %s"
                .formatted(count, Printable.line(album.name()), Printable.line(album.query())));
    if (album.problem() != null) {
      shell.say("'%s': %s", Printable.line(album.name()), Printable.lines(album.problem()));
    }
  }

  /// What `saved --json` prints. Fields are only ever added.
  private record SavedJson(String collection, List<Album> searches) {}
}
