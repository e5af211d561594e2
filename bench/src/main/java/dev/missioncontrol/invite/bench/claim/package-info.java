/**
 * Following a link, beside a server that redirects without looking.
 */
@NullMarked
package dev.missioncontrol.invite.bench.claim;

import org.jspecify.annotations.NullMarked;
