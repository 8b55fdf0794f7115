package dev.pictor.web.view;

/// What surrounds every page.
///
/// @param title of the browser's tab
/// @param query in the search box
/// @param status announced to people who do not see the page change; may be empty
/// @param refreshSeconds after which a page without JavaScript loads itself again; 0 for never
public record Shell(String title, String query, String status, int refreshSeconds, Links links) {
  /// Addresses of what the page is made of.
  public record Links(String styles, String htmx, String script, String icon) {}
}
