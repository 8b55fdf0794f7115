package dev.pictor.config;

import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Precision;
import dev.pictor.config.Environment.Found;
import dev.pictor.store.Storage;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a command works with: flags, else environment, else `.env` of the working folder, else
/// defaults.
///
/// @param workingDirectory relative paths start here
/// @param userHome where other programs keep their caches
/// @param home where indexes, thumbnails and models lie; need not exist
/// @param cache for what can be made again at any time; need not exist
/// @param model as the user named it: a name or a path; null where he did not
/// @param modelMirror where to take models from instead of their own addresses: an address or a
///     folder; null where none is named
/// @param modelCatalogue a file that names further models; null where none is named
/// @param precision what models compute with
/// @param templates what queries are put into: name of a model to its template
/// @param roots where roots lie on this machine: name to absolute directory
/// @param keepsRecent whether queries are remembered on this machine
/// @param token what clients must present, null where none is set
/// @param trustedProxies whose word is taken for how a browser came here
public record Settings(
    Path workingDirectory,
    Path userHome,
    Path home,
    Path cache,
    StoreChoice store,
    String collection,
    @Nullable String model,
    @Nullable String modelMirror,
    @Nullable Path modelCatalogue,
    Precision precision,
    Map<String, String> templates,
    Map<String, Path> roots,
    boolean keepsRecent,
    @Nullable Secret token,
    List<Network> trustedProxies) {
  private static final Pattern DATABASE_URL = Pattern.compile("(jdbc:)?postgres(ql)?://.+");
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public Settings {
    templates = Map.copyOf(templates);
    roots = Map.copyOf(roots);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /// Of this model; [ClipOptions#NO_TEMPLATE] where none is set.
  public String template(String model) {
    return templates.getOrDefault(model, ClipOptions.NO_TEMPLATE);
  }

  /// The same with this template for every query of this model.
  public Settings withTemplate(String name, String template) {
    Map<String, String> others = new LinkedHashMap<>(templates);
    others.put(name, template);
    return with(model, others);
  }

  /// The same with this model, as if it had been asked for; with none if null.
  public Settings withModel(@Nullable String name) {
    return with(name, templates);
  }

  private Settings with(@Nullable String otherModel, Map<String, String> otherTemplates) {
    return new Settings(
        workingDirectory,
        userHome,
        home,
        cache,
        store,
        collection,
        otherModel,
        modelMirror,
        modelCatalogue,
        precision,
        otherTemplates,
        roots,
        keepsRecent,
        token,
        trustedProxies);
  }

  /// @throws ConfigException naming the setting, its value and what it takes
  public static Settings of(Flags flags, Environment environment) {
    Path home =
        path(Setting.PICTOR_HOME, environment)
            .orElseGet(
                () -> environment.xdgDirectory("XDG_DATA_HOME", ".local/share").resolve("pictor"));
    Path cache =
        path(Setting.PICTOR_CACHE, environment)
            .orElseGet(
                () -> environment.xdgDirectory("XDG_CACHE_HOME", ".cache").resolve("pictor"));
    return new Settings(
        environment.workingDirectory(),
        environment.userHome(),
        home,
        cache,
        store(flags, environment, home),
        collection(flags, environment),
        flags.model() != null
            ? flags.model()
            : environment.find(Setting.PICTOR_MODEL).map(Found::value).orElse(null),
        environment.find(Setting.PICTOR_MODEL_MIRROR).map(Found::value).orElse(null),
        path(Setting.PICTOR_MODEL_CATALOGUE, environment).orElse(null),
        precision(flags, environment),
        templates(environment),
        roots(flags, environment),
        keepsRecent(environment),
        environment.find(Setting.PICTOR_TOKEN).map(Found::value).map(Secret::new).orElse(null),
        environment
            .find(Setting.PICTOR_TRUSTED_PROXIES)
            .map(
                found -> Network.parseAll(found.value(), Setting.PICTOR_TRUSTED_PROXIES.variable()))
            .orElse(List.of()));
  }

  private static StoreChoice store(Flags flags, Environment environment, Path home) {
    Optional<Found> url = environment.find(Setting.DATABASE_URL);
    Optional<Found> named = environment.find(Setting.PICTOR_STORE);
    StoreKind kind;
    String reason;
    if (flags.store() != null) {
      kind = flags.store();
      reason = "--store";
    } else if (named.isPresent()) {
      kind = StoreKind.parse(named.get().value(), Setting.PICTOR_STORE.variable());
      reason = "PICTOR_STORE in " + named.get().source();
    } else if (url.isPresent()) {
      kind = StoreKind.POSTGRESQL;
      reason = "DATABASE_URL is set in " + url.get().source();
    } else {
      kind = StoreKind.LUCENE;
      reason = "DATABASE_URL is not set";
    }
    return switch (kind) {
      case LUCENE -> new StoreChoice.Lucene(home.resolve("lucene"), reason);
      case POSTGRESQL ->
          new StoreChoice.PostgreSql(
              databaseUrl(url, "The store is postgresql (%s)".formatted(reason)),
              schema(environment),
              reason);
    };
  }

  /// The database of `DATABASE_URL`, whatever the store is.
  ///
  /// @param need what it is needed for: the beginning of the sentence that it is not set
  /// @throws ConfigException if it is not set, or to something else
  public static Secret databaseUrl(Environment environment, String need) {
    return databaseUrl(environment.find(Setting.DATABASE_URL), need);
  }

  private static Secret databaseUrl(Optional<Found> url, String need) {
    String forms = "it takes postgres://user:password@host:port/database?sslmode=require";
    if (url.isEmpty()) {
      throw new ConfigException(
          "%s, but DATABASE_URL is not set: %s. 'pictor postgres start' runs a local one."
              .formatted(need, forms));
    }
    if (!DATABASE_URL.matcher(url.get().value()).matches()) {
      throw new ConfigException(
          "DATABASE_URL in %s does not begin with postgres://; %s (its value is not shown here)."
              .formatted(url.get().source(), forms));
    }
    return new Secret(url.get().value());
  }

  private static String schema(Environment environment) {
    String schema =
        environment.find(Setting.PICTOR_DATABASE_SCHEMA).map(Found::value).orElse("pictor");
    if (!SCHEMA.matcher(schema).matches()) {
      throw new ConfigException(
          "PICTOR_DATABASE_SCHEMA is '%s'; it takes 1 to 63 of a-z, 0-9 and _, first no digit."
              .formatted(schema));
    }
    return schema;
  }

  private static String collection(Flags flags, Environment environment) {
    if (flags.collection() != null) {
      return validCollection(flags.collection(), "--collection");
    }
    return environment
        .find(Setting.PICTOR_COLLECTION)
        .map(found -> validCollection(found.value(), Setting.PICTOR_COLLECTION.variable()))
        .orElse("default");
  }

  private static boolean keepsRecent(Environment environment) {
    Optional<Found> found = environment.find(Setting.PICTOR_RECENT);
    if (found.isEmpty() || found.get().value().equalsIgnoreCase("on")) {
      return true;
    }
    if (found.get().value().equalsIgnoreCase("off")) {
      return false;
    }
    throw new ConfigException(
        "PICTOR_RECENT in %s is '%s'; it takes on or off."
            .formatted(found.get().source(), found.get().value()));
  }

  private static Precision precision(Flags flags, Environment environment) {
    if (flags.precision() != null) {
      return flags.precision();
    }
    return environment
        .find(Setting.PICTOR_PRECISION)
        .map(found -> parsePrecision(found.value(), "PICTOR_PRECISION in " + found.source()))
        .orElse(Precision.FP32);
  }

  private static Map<String, String> templates(Environment environment) {
    Map<String, String> templates = new LinkedHashMap<>();
    environment
        .find(Setting.PICTOR_TEMPLATES)
        .ifPresent(
            found -> {
              String source = "PICTOR_TEMPLATES in " + found.source();
              for (String part : found.value().split(";")) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                  throw new ConfigException(
                      "%s has '%s'; it takes MODEL=TEMPLATE, as ViT-B-32=a photo of {}."
                          .formatted(source, part.strip()));
                }
                templates.put(
                    part.substring(0, equals).strip(),
                    validTemplate(part.substring(equals + 1).strip(), source));
              }
            });
    return templates;
  }

  /// @param setting what to blame in a message
  /// @throws ConfigException if it does not say where the text goes
  public static String validTemplate(String template, String setting) {
    try {
      return ClipOptions.defaults().withTemplate(template).template();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "%s is '%s'; it takes a text with one {} in it, where the query goes: a photo of {}"
              .formatted(setting, template),
          e);
    }
  }

  /// @param setting what to blame in a message
  /// @throws ConfigException if there is no such precision
  public static Precision parsePrecision(String text, String setting) {
    return Precision.of(text)
        .orElseThrow(
            () ->
                new ConfigException("%s is '%s'; it takes fp32 or int8.".formatted(setting, text)));
  }

  /// @param setting what to blame in a message
  /// @throws ConfigException if no collection can have this name
  public static String validCollection(String name, String setting) {
    try {
      return Storage.requireValidName(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: %s".formatted(setting, e.getMessage()), e);
    }
  }

  /// Flags and variable add up; a flag wins where both name a root.
  private static Map<String, Path> roots(Flags flags, Environment environment) {
    Map<String, Path> roots = new LinkedHashMap<>();
    String variable = Setting.PICTOR_ROOTS.variable();
    environment
        .find(Setting.PICTOR_ROOTS)
        .ifPresent(
            found -> {
              for (String part : found.value().split(Pattern.quote(File.pathSeparator))) {
                RootOption root = RootOption.parse(part.strip(), variable);
                roots.put(root.name(), root.directory());
              }
            });
    roots.putAll(flags.roots());
    roots.replaceAll((name, path) -> environment.workingDirectory().resolve(path).normalize());
    return roots;
  }

  private static Optional<Path> path(Setting setting, Environment environment) {
    return environment
        .find(setting)
        .map(
            found -> {
              try {
                return environment.workingDirectory().resolve(found.value()).normalize();
              } catch (InvalidPathException e) {
                throw new ConfigException(
                    "%s in %s is '%s'; it takes %s: %s"
                        .formatted(
                            setting.variable(),
                            found.source(),
                            found.value(),
                            setting.takes(),
                            e.getMessage()),
                    e);
              }
            });
  }
}
