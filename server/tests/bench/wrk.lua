-- What wrk sends and counts. Without arguments: the same page again and again. With `KIND CODE PASSWORD PEOPLE FIRST`: real log-ins, each by another person
-- from another address without a session, counted only when they were answered as right and with a cookie.

local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  ok, other, sample = 0, 0, ""
  if #args < 5 then return end
  local code, password, people, next_one = args[2], args[3], tonumber(args[4]), tonumber(args[5])
  local form = "application/x-www-form-urlencoded"
  local csrf = string.rep("a", 32)
  local kinds = {
    vestibule = {
      path = "/login", kind = form, right = 303,
      body = function(name) return "practice_id=" .. code .. "&username=" .. name .. "&password=" .. password end,
    },
    django = {
      path = "/login", kind = form, right = 302, cookie = "csrftoken=" .. csrf,
      body = function(name) return "csrfmiddlewaretoken=" .. csrf .. "&username=" .. name .. "&password=" .. password end,
    },
    ["better-auth"] = {
      path = "/api/auth/sign-in/email", kind = "application/json", right = 200,
      body = function(name) return '{"email":"' .. name .. '@elm.example","password":"' .. password:gsub("%%20", " ") .. '"}' end,
    },
  }
  local kind = kinds[args[1]]
  local headers = { ["Content-Type"] = kind.kind, ["Host"] = "ehr.example", ["Cookie"] = kind.cookie }
  function request()
    local n = next_one
    next_one = n + 1
    headers["X-Forwarded-For"] =
      string.format("10.%d.%d.%d", math.floor(n / 62500) % 250 + 1, math.floor(n / 250) % 250 + 1, n % 250 + 1)
    return wrk.format("POST", kind.path, headers, kind.body("u" .. (n % people + 1)))
  end
  function response(status, headers)
    if status == kind.right and (headers["set-cookie"] or headers["Set-Cookie"]) then
      ok = ok + 1
    else
      other, sample = other + 1, tostring(status)
    end
  end
end

function done(summary, latency)
  local ok, other, sample = 0, 0, ""
  for _, thread in ipairs(threads) do
    ok, other = ok + thread:get("ok"), other + thread:get("other")
    sample = sample .. thread:get("sample")
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%f,"ok":%d,"other":%d,"sample":"%s","errors":%d,"refused":%d,"p50_ms":%f,"p99_ms":%f}\n',
    summary.requests, summary.duration / 1e6, ok, other, sample, errors.connect + errors.read + errors.write + errors.timeout,
    errors.status, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
