package dev.missioncontrol.invite.http.web;

/**
 * What the headers of responses say.
 *
 * @param contentSecurityPolicy for pages (Content Security Policy Level 3)
 * @param alwaysSecure whether all clients come by TLS, whatever a request looks like here
 */
public record HeaderPolicy(String contentSecurityPolicy, boolean alwaysSecure) {
}
