package dev.pictor.web;

import dev.pictor.config.Secret;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Who may look: everybody, or who presents the token (programs) or the cookie that was given for
/// it (browsers). The cookie is derived from the token, so a new token ends every session.
final class Access {
  private static final String COOKIE = "pictor_session";
  private static final String BEARER = "Bearer ";

  private final @Nullable Secret token;
  private final String session;

  /// @param token null where everybody may look
  Access(@Nullable Secret token) {
    this.token = token;
    this.session = token == null ? "" : sign(token, "pictor session");
  }

  boolean isOpen() {
    return token == null;
  }

  boolean allows(ServerRequest request) {
    if (token == null) {
      return true;
    }
    String authorization = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return isToken(authorization.substring(BEARER.length()).strip());
    }
    for (String cookies : request.headers().values(HeaderNames.COOKIE)) {
      for (String cookie : cookies.split(";")) {
        String pair = cookie.strip();
        if (pair.startsWith(COOKIE + "=") && same(pair.substring(COOKIE.length() + 1), session)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isToken(String presented) {
    return token != null && same(presented, token.reveal());
  }

  /// The `Set-Cookie` header that lets a browser in until it is closed.
  String cookie(Visit visit) {
    return "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s"
        .formatted(
            COOKIE,
            session,
            visit.prefix().isEmpty() ? "/" : visit.prefix(),
            visit.isSecure() ? "; Secure" : "");
  }

  /// Takes the same time whatever is presented.
  private static boolean same(String presented, String expected) {
    return MessageDigest.isEqual(
        presented.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(Secret key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
