package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.MissingModelException;
import dev.pictor.model.ModelFinder;
import dev.pictor.model.ModelPull.Pulled;
import dev.pictor.model.Size;
import dev.pictor.store.ModelIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sees to it that the model is there before anything begins: offers the download where it is not.
final class ModelOffer {
  private static final Set<String> ACCEPTED = Set.of("y", "yes");

  private final Shell shell;
  private final Settings settings;
  private final boolean yes;

  /// @param option whether the download is accepted already
  ModelOffer(Shell shell, Settings settings, DownloadOption option) {
    this.shell = shell;
    this.settings = settings;
    this.yes = option.yes();
  }

  /// @param recorded the collection's model, null if there is no collection yet
  /// @throws MissingModelException if there is none and nobody to ask; says what to do
  /// @throws ConfigException if whoever was asked said no
  void ensure(@Nullable ModelIdentity recorded) {
    try {
      new ModelFinder(settings).find(recorded);
    } catch (MissingModelException e) {
      CatalogueModel model = e.available().orElseThrow(() -> e);
      if (!yes && !shell.answering()) {
        throw e;
      }
      describe(model);
      if (!yes && !isAccepted()) {
        throw new ConfigException(
            "Nothing was downloaded. 'pictor model pull %s' does it at any time."
                .formatted(model.name()));
      }
      Pulled pulled = new PullRun(shell, settings).pull(model, null);
      shell.say("The model is in %s.", Printable.line(pulled.path().toString()));
    }
  }

  private void describe(CatalogueModel model) {
    shell.say(
        """
        The model %s is not on this machine. It can be downloaded:

          %s: %s licence, %s (%,d bytes)
          from     %s
          SHA-256  %s
          to       %s

        To try without a download: --model sketchbook, which is there already and knows drawn scenes only.
        """,
        model.name(),
        model.title(),
        model.licence(),
        Size.text(model.bytes()),
        model.bytes(),
        Objects.requireNonNullElse(settings.modelMirror(), model.weights().address().toString()),
        model.weights().sha256(),
        Printable.line(settings.home().resolve("models").toString()));
  }

  private boolean isAccepted() {
    shell.err().print("Download it now? [y/N] ");
    shell.err().flush();
    try {
      String line =
          new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
      return line != null && ACCEPTED.contains(line.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
