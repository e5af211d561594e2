package dev.missioncontrol.invite.ctl.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.missioncontrol.invite.ctl.ops.BearerToken;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Options of all commands; they may stand before or after the command.
 */
public final class GlobalOptions {

	private static final String TOKEN_VARIABLE = "INVITECTL_TOKEN";

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT, description = "Print help.")
	@SuppressWarnings("UnusedVariable") // picocli looks at it
	private boolean help;

	@Option(names = "--api", paramLabel = "URL", scope = ScopeType.INHERIT,
			defaultValue = "${env:INVITE_API_URL:-http://localhost:8080}",
			description = "Where invite-api is (INVITE_API_URL; default: http://localhost:8080).")
	@SuppressWarnings("NullAway.Init") // has a default
	private URI api;

	@Option(names = "--token", paramLabel = "TOKEN", scope = ScopeType.INHERIT,
			description = "Access token with the scope replay:notifications. Better: " + TOKEN_VARIABLE
					+ " or --token-file, which other people of this machine cannot see.")
	private @Nullable String token;

	@Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT,
			description = "File that holds the access token.")
	private @Nullable Path tokenFile;

	@Option(names = "--timeout", paramLabel = "DURATION", scope = ScopeType.INHERIT, converter = HowLong.class,
			defaultValue = "30s", description = "Longest wait for one answer (default: 30s).")
	@SuppressWarnings("NullAway.Init") // has a default
	private Duration timeout;

	@Option(names = "--json", scope = ScopeType.INHERIT, description = "Print results as JSON, one value on each line.")
	private boolean json;

	/**
	 * Whether results are for programs.
	 * @return true for JSON
	 */
	public boolean json() {
		return this.json;
	}

	/**
	 * Longest wait for one answer.
	 * @return positive
	 */
	public Duration timeout() {
		return this.timeout;
	}

	/**
	 * invite-api with the caller's token.
	 * @return to be closed by the caller
	 * @throws Refusal when address or token are missing or cannot be such
	 */
	public OpsApi connect() throws Refusal {
		try {
			return new OpsApi(this.api, bearerToken(), this.timeout);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.wrongUse(String.valueOf(ex.getMessage()));
		}
	}

	private BearerToken bearerToken() throws Refusal {
		if (this.token != null && this.tokenFile != null) {
			throw Refusal.wrongUse("--token and --token-file exclude each other");
		}
		if (this.token != null) {
			return new BearerToken(this.token);
		}
		if (this.tokenFile != null) {
			try {
				return new BearerToken(Files.readString(this.tokenFile));
			}
			catch (IOException _) {
				throw Refusal.wrongUse("cannot read the token file " + this.tokenFile);
			}
		}
		String variable = System.getenv(TOKEN_VARIABLE);
		if (variable == null || variable.isBlank()) {
			throw Refusal.wrongUse("no access token: set " + TOKEN_VARIABLE + " or give --token-file");
		}
		return new BearerToken(variable);
	}

}
