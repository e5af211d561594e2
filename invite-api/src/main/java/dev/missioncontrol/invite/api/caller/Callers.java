package dev.missioncontrol.invite.api.caller;

import java.time.Instant;

import reactor.core.publisher.Mono;

/**
 * Who calls. A use case needs a {@link Caller}, and there is no way to one that does not
 * name the scope that the act needs.
 */
public interface Callers {

	/**
	 * The caller of the request that is being served.
	 * @param scope what the caller must be allowed to do
	 * @return the caller; or a {@code ProblemException} that says which scope is missing,
	 * or that the token names no organization
	 */
	Mono<Caller> allowedTo(Scope scope);

	/**
	 * How long the token of the request that is being served is taken: what lasts longer
	 * than a request must not outlast its permission.
	 * @return the first instant at which it is not
	 */
	Mono<Instant> allowedUntil();

	/**
	 * The operator who sent the request that is being served. Belongs to no organization,
	 * whatever the token says.
	 * @param scope what the operator must be allowed to do
	 * @return the operator; or a {@code ProblemException} that says which scope is
	 * missing
	 */
	Mono<Operator> operatorAllowedTo(Scope scope);

}
