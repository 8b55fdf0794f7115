package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Hit;
import dev.pictor.search.Query;
import dev.pictor.search.Search;
import dev.pictor.search.SearchAnswer;
import dev.pictor.search.SearchJson;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor search`
@Command(
    name = "search",
    description = "Finds pictures by words or by a picture, best first.",
    footer = {
      "",
      "Prints rank, score and file. The score is the cosine similarity in [-1, 1]; for a text 0.3"
          + " is much.",
      "",
      "Example: pictor search -k 4 \"man jumping\""
    })
final class SearchCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "What the pictures should show.")
  private List<String> words = List.of();

  @Option(names = "--image", paramLabel = "FILE", description = "Finds pictures like this one.")
  private @Nullable String image;

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many to find at most (${DEFAULT-VALUE}).")
  private int k;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  SearchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Query query = query();
    Settings settings = options.settings(shell);
    try (Storage storage = Stores.open(settings)) {
      // Who has neither is told of the model first: it is what takes longer to get.
      new ModelOffer(shell, settings, download)
          .ensure(
              Stores.info(storage, settings.collection()).map(CollectionInfo::model).orElse(null));
      search(storage, settings, query);
    }
    return ExitCode.DONE;
  }

  private void search(Storage storage, Settings settings, Query query) {
    try (PictureStore store = Stores.openToRead(storage, settings);
        LoadedModel model = Models.of(store.info(), settings)) {
      SearchAnswer answer =
          new Search(store, storage.kind(), model.clip(), settings.roots()).search(query, k);
      if (json) {
        shell.out().println(Json.line(SearchJson.of(answer)));
      } else {
        answer.hits().forEach(this::print);
      }
      if (answer.hits().isEmpty()) {
        shell.say("Collection '%s' has no picture to show.", settings.collection());
      }
    }
  }

  private Query query() {
    if (words.isEmpty() == (image == null)) {
      throw new BadQueryException(
          "Say what to search for: either words, or --image FILE. For example: pictor search \"man jumping\"");
    }
    return image == null
        ? new Query.Text(String.join(" ", words))
        : Query.Image.read(image, shell.workingDirectory().resolve(image));
  }

  private void print(Hit hit) {
    String file =
        hit.path() == null ? hit.place().path() + "  (out of reach here)" : hit.path().toString();
    shell.out().println("%4d  %7.4f  %s".formatted(hit.rank(), hit.score(), Printable.line(file)));
  }
}
