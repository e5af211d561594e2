package dev.missioncontrol.invite.api.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one query may ask for.
 *
 * @param maxDepth deepest nesting of fields
 * @param maxComplexity most fields
 */
@ConfigurationProperties("invite.graphql")
record GraphQlLimits(int maxDepth, int maxComplexity) {

	GraphQlLimits {
		if (maxDepth < 1 || maxComplexity < 1) {
			throw new IllegalArgumentException("invite.graphql.max-depth and max-complexity must be 1 or more");
		}
	}

}
