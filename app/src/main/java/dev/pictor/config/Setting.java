package dev.pictor.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// The variables that Pictor takes from the environment or `.env`, each with what it takes.
public enum Setting {
  PICTOR_HOME("a folder", "indexes, thumbnails, models ($XDG_DATA_HOME/pictor)"),
  PICTOR_CACHE("a folder", "converted weights; can be deleted ($XDG_CACHE_HOME/pictor)"),
  PICTOR_MODEL("a name or path", "which model, as --model"),
  PICTOR_MODEL_MIRROR(
      "an http or https address, or a folder", "where 'model pull' takes files from"),
  PICTOR_MODEL_CATALOGUE("a JSON file", "further models to pull (docs/models.md)"),
  PICTOR_PRECISION("fp32 or int8", "what to compute with, as --precision (fp32)"),
  PICTOR_COLLECTION("a name", "which collection, as --collection (default)"),
  PICTOR_STORE("lucene or postgresql", "as --store (postgresql if DATABASE_URL is set)"),
  DATABASE_URL("postgres://user:password@host:port/database", "the PostgreSQL database"),
  PICTOR_DATABASE_SCHEMA("a name", "the schema of all tables (pictor)"),
  PICTOR_ROOTS("NAME=DIR, several with ':' between", "where roots lie here, as --root"),
  PICTOR_RECENT("on or off", "whether queries are kept here for 'recent' (on)"),
  PICTOR_TEMPLATES(
      "MODEL=TEMPLATE, several with ';' between", "ViT-B-32=a photo of {}: queries are put there"),
  PICTOR_TOKEN("a secret", "what clients present when serving beyond loopback"),
  PICTOR_TRUSTED_PROXIES(
      "addresses or ADDRESS/BITS with ',' between", "proxies in front, as --trusted-proxy"),
  PICTOR_DEBUG("1", "shows stack traces (environment only)");

  private final String takes;
  private final String purpose;

  Setting(String takes, String purpose) {
    this.takes = takes;
    this.purpose = purpose;
  }

  public String variable() {
    return name();
  }

  /// What it takes, for messages and help.
  public String takes() {
    return takes;
  }

  /// What it is for, with the default in parentheses.
  public String purpose() {
    return purpose;
  }

  /// Catches misspelled names, where they are surely meant for us. (In the environment they need
  /// not be: Kubernetes for one sets `PICTOR_PORT` for a service named pictor.)
  static void rejectUnknown(Collection<String> namesInDotEnv) {
    for (String name : namesInDotEnv) {
      if (name.startsWith("PICTOR_") && named(name).isEmpty()) {
        throw new ConfigException(
            "%s in .env is no setting of Pictor's; these are: %s"
                .formatted(name, String.join(", ", names())));
      }
    }
  }

  private static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.variable().equals(name)).findAny();
  }

  private static String[] names() {
    return Arrays.stream(values()).map(Setting::variable).toArray(String[]::new);
  }
}
