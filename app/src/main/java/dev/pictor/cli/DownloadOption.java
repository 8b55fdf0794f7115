package dev.pictor.cli;

import picocli.CommandLine.Option;

/// What to do where a model is missing that can be downloaded.
final class DownloadOption {
  @Option(names = "--yes", description = "Downloads the model without asking, if there is none.")
  private boolean yes;

  boolean yes() {
    return yes;
  }
}
