package dev.pictor.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// As the jar's manifest says.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "pictor " + Objects.requireNonNullElse(version, "(built without a version)"),
      "Java " + Runtime.version()
    };
  }
}
