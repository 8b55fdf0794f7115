package dev.pictor;

/// The entry point.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println("pictor");
  }
}
