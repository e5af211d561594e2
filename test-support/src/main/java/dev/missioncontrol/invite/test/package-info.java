/**
 * What the tests of all modules share: fixtures, a real broker, a real PostgreSQL, keys
 * made at run time, and the architecture rules.
 */
@NullMarked
package dev.missioncontrol.invite.test;

import org.jspecify.annotations.NullMarked;
