-- Posts invites, each for somebody else. Arguments: file with an access token, a word that no other run has.
local token, run, number = nil, nil, 0

function init(arguments)
  local file = assert(io.open(arguments[1]))
  token = file:read("*l")
  file:close()
  run = arguments[2] .. "." .. tostring(os.time())
  wrk.headers["Authorization"] = "Bearer " .. token
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  number = number + 1
  return wrk.format("POST", nil, nil, '{"email":"ada.' .. run .. "." .. number .. '@example.com","roles":["write"]}')
end
