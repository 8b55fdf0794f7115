package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.RootOption;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of every command that works on a collection.
final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Which collection (PICTOR_COLLECTION; default).")
  private @Nullable String collection;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description =
          "lucene or postgresql (PICTOR_STORE; postgresql if DATABASE_URL is set, else lucene).")
  private @Nullable String store;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description =
          "Which model (PICTOR_MODEL; the collection's, else ViT-B-32). sketchbook is the bundled one.")
  private @Nullable String model;

  @Mixin private PrecisionOption precision = new PrecisionOption();

  @Option(
      names = "--root",
      paramLabel = "NAME=DIR",
      description = "Where a root lies on this machine; repeatable (PICTOR_ROOTS).")
  private List<String> roots = List.of();

  /// @throws ParameterException if a flag has a value that it does not take
  /// @throws ConfigException if a variable has
  Settings settings(Shell shell) {
    return settings(shell, null);
  }

  /// @param collectionUnlessNamed goes before the environment's
  Settings settings(Shell shell, @Nullable String collectionUnlessNamed) {
    Flags flags = usage(() -> flags(collectionUnlessNamed));
    return Settings.of(flags, new Environment(shell.environment(), shell.workingDirectory()));
  }

  private Flags flags(@Nullable String collectionUnlessNamed) {
    Map<String, Path> directories = new HashMap<>();
    for (String root : roots) {
      RootOption option = RootOption.parse(root, "--root");
      directories.put(option.name(), option.directory());
    }
    return new Flags(
        store == null ? null : StoreKind.parse(store, "--store"),
        collection == null
            ? collectionUnlessNamed
            : Settings.validCollection(collection, "--collection"),
        model,
        precision.value(),
        directories);
  }

  private <T> T usage(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (ConfigException e) {
      if (command == null) {
        throw e;
      }
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
