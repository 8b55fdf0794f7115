package dev.pictor.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Where a browser presents the token, once.
final class LoginRoutes implements HttpService {
  private final Access access;
  private final Pages pages;

  LoginRoutes(Access access, Pages pages) {
    this.access = access;
    this.pages = pages;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/login", this::form);
    Http.post(rules, "/login", this::login);
  }

  private void form(ServerRequest request, ServerResponse response) {
    if (access.allows(request)) {
      goHome(response);
    } else {
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
      Http.send(request, response, 200, Http.HTML, pages.login(false));
    }
  }

  private void login(ServerRequest request, ServerResponse response) {
    if (access.isOpen()) {
      goHome(response);
    } else if (access.isToken(Http.form(request).text("token").strip())) {
      response.header(HeaderNames.SET_COOKIE, access.cookie(Visit.of(request)));
      goHome(response);
    } else {
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
      Http.send(request, response, 401, Http.HTML, pages.login(true));
    }
  }

  private static void goHome(ServerResponse response) {
    response.status(303).header(HeaderNames.LOCATION, "/").send();
  }
}
